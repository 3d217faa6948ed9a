import { rm, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

// git holds the lock of a ref for as long as it takes to sync one line to the disk; on a disk that a team shares, that may be a while.
const deadAfterMs = { own: 3000, shared: 10_000 } as const;
const lookEveryMs = 50;

/** The folder behind an address; null: it is on another machine, and its locks are its own affair. */
const folderOf = (where: string): string | null => {
  if (isAbsolute(where)) return where;
  try {
    return where.startsWith('file:///') ? fileURLToPath(where) : null;
  } catch {
    return null; // `%2F` in a path, which git takes and Node does not
  }
};

const stampOf = async (lock: string): Promise<string | null> =>
  stat(lock).then(
    ({ ino, mtimeMs }) => `${ino} ${mtimeMs}`,
    () => null,
  );

const outlast = async (lock: string, deadAfter: number, signal: AbortSignal): Promise<void> => {
  let seen = await stampOf(lock);
  let since = performance.now();
  while (seen !== null && !signal.aborted) {
    if (performance.now() - since >= deadAfter) return rm(lock, { force: true }).catch(() => undefined); // It is somebody else's: git says so.
    await new Promise((next) => setTimeout(next, lookEveryMs));
    const now = await stampOf(lock);
    if (now !== seen) since = performance.now();
    seen = now;
  }
};

/**
 * Waits while a ref of a repository that this machine reaches as a folder is locked. A git that was killed leaves its lock, and every
 * later push would be refused for ever: a lock that has not changed while we looked at it is removed. Looked at by a clock that no one
 * sets. Should its git be alive after all, one of two pushes is overwritten, and reads that its entry is not there.
 */
export const outlastLock = async (
  where: string,
  ref: string,
  whose: keyof typeof deadAfterMs,
  signal: AbortSignal,
): Promise<void> => {
  const folder = folderOf(where);
  if (folder === null) return;
  for (const bare of [folder, join(folder, '.git')])
    await outlast(join(bare, `${ref}.lock`), deadAfterMs[whose], signal);
};
