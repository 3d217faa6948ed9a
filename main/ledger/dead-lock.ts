import { rm, stat } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';

/** git holds the lock of a ref for as long as it takes to sync one line to the disk. */
const deadAfterMs = 3000;
const lookEveryMs = 50;

const stampOf = async (lock: string): Promise<string | null> =>
  stat(lock).then(
    ({ ino, mtimeMs }) => `${ino} ${mtimeMs}`,
    () => null,
  );

/**
 * Waits while a ref of a repository on this machine is locked. A git that was killed leaves its lock, and every later push would be
 * refused for ever: a lock that has not changed while we looked at it is removed. Looked at by a clock that no one sets.
 */
export const outlastLock = async (ref: string, signal: AbortSignal): Promise<void> => {
  const lock = `${ref}.lock`;
  let seen = await stampOf(lock);
  let since = performance.now();
  while (seen !== null && !signal.aborted) {
    if (performance.now() - since >= deadAfterMs) return rm(lock, { force: true });
    await new Promise((next) => setTimeout(next, lookEveryMs));
    const now = await stampOf(lock);
    if (now !== seen) since = performance.now();
    seen = now;
  }
};
