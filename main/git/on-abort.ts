import { setMaxListeners } from 'node:events';

/**
 * Calls back when the signal is aborted; returns its undo. Three hundred components may wait on one signal: Node's warning at the
 * eleventh listener would be a false alarm.
 */
export const onAbort = (signal: AbortSignal, callback: () => void): (() => void) => {
  setMaxListeners(0, signal);
  signal.addEventListener('abort', callback, { once: true });
  return () => signal.removeEventListener('abort', callback);
};
