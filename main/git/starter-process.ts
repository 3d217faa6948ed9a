import type { FromStarter, ToStarter } from './starter-messages';
import { startGit } from './start-git';

// Entry of the git starter: starting a process takes the longer the more memory its parent has mapped, and holds the parent up
// meanwhile (5 ms in the engine of the app, 1 ms here). It outlives nobody: without its parent it ends, and git with it.

const cancels = new Map<number, AbortController>();
const tell = (message: FromStarter): void => {
  // The parent may go at any time; `disconnect` says so.
  if (process.connected) process.send?.(message, undefined, {}, () => undefined);
};

const run = async ({ id, order, streams }: Extract<ToStarter, { type: 'start' }>): Promise<void> => {
  const cancel = new AbortController();
  cancels.set(id, cancel);
  const onOutput = (piece: Buffer): void => tell({ type: 'output', id, piece });
  const onStart = (): void => tell({ type: 'started', id });
  const ended = await startGit(order, { onStart, ...(streams ? { onOutput } : {}) }, cancel.signal);
  cancels.delete(id);
  tell({ type: 'ended', id, ended });
};

process.on('message', (message: ToStarter) => {
  if (message.type === 'start') void run(message);
  else cancels.get(message.id)?.abort();
});

process.on('disconnect', () => {
  for (const cancel of cancels.values()) cancel.abort();
  // `startGit` ends a group within 2 s; the process ends by itself when the last one is gone.
  process.removeAllListeners('message');
});
