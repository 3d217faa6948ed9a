import { randomUUID } from 'node:crypto';
import { readFile, rename, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';

const beatMs = 2_000;
const staleMs = 20_000;

interface Holder {
  readonly pid: number;
  readonly host: string;
}

const holderOf = (text: string): Holder | null => {
  const [pid, host] = text.split('\n');
  return pid && host && /^\d+$/.test(pid) ? { pid: Number(pid), host } : null;
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and is somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

const removeStale = async (file: string): Promise<void> => {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return;
  const beat = await stat(file).catch(() => null);
  if (beat === null) return;
  const holder = holderOf(text);
  const isDead = holder !== null && holder.host === hostname() && !isAlive(holder.pid);
  if (!isDead && Date.now() - beat.mtimeMs < staleMs) return;
  // Moved aside first: of two that find it stale, one succeeds. Should it be a new one by now, git's own locks still guard the refs.
  const aside = `${file}.${randomUUID()}`;
  await rename(file, aside).catch(() => undefined);
  await unlink(aside).catch(() => undefined);
};

/**
 * Holds `file` while `work` runs, against other processes of this user. A lock whose owner has died, or has not touched it for 20 s, is
 * taken over. `cancelled` where the signal was aborted while waiting.
 */
export const withLock = async <T>(
  file: string,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T | 'cancelled'> => {
  for (;;) {
    if (signal.aborted) return 'cancelled';
    const made = await writeFile(file, `${process.pid}\n${hostname()}\n${randomUUID()}`, { flag: 'wx' }).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'EEXIST') return false;
        throw error;
      },
    );
    if (made) break;
    await removeStale(file);
    await wait(25, undefined, { signal }).catch(() => undefined);
  }
  const beat = setInterval(() => void utimes(file, new Date(), new Date()).catch(() => undefined), beatMs);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    await unlink(file).catch(() => undefined);
  }
};
