import { setMaxListeners } from 'node:events';

/** Ends after `ms` at the latest, whatever `work` does: it is aborted, and `late` answers for it. */
export const within = async <T>(
  ms: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
  late: () => T,
): Promise<T> => {
  // Every cell of a board waits on one signal; more than ten is no leak.
  setMaxListeners(0, signal);
  const control = new AbortController();
  const abort = (): void => control.abort();
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(late()), ms);
  });
  try {
    return await Promise.race([work(control.signal), deadline]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
    abort();
  }
};
