import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { identify, isAlive, type ProcessIdentity } from '../../processes/process-identity';

// One supervisor a folder, without flock, which Node lacks: owners are numbered, `owner-<n>.json`. Who finds owner n dead links n + 1,
// which only one can; who links an old number because it slept in between sees a higher one and gives way.

const ownerSchema = z.object({ pid: z.number().int().positive(), started: z.string() });
const pattern = /^owner-(\d+)\.json$/;

const numbers = async (folder: string): Promise<readonly number[]> => {
  const names = await readdir(folder).catch((): string[] => []);
  return names
    .flatMap((name) => pattern.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => b - a);
};

const fileOf = (folder: string, number: number): string => join(folder, `owner-${number}.json`);

const readOwner = async (folder: string, number: number): Promise<ProcessIdentity | null> => {
  try {
    return ownerSchema.parse(JSON.parse(await readFile(fileOf(folder, number), 'utf8')));
  } catch {
    return null;
  }
};

/** The living supervisor of the folder. */
export const findOwner = async (folder: string): Promise<ProcessIdentity | null> => {
  const [newest] = await numbers(folder);
  const owner = newest === undefined ? null : await readOwner(folder, newest);
  return owner !== null && isAlive(owner) ? owner : null;
};

export interface Ownership {
  /** `gone`: the folder was removed. */
  hold(): Promise<'mine' | 'gone' | 'lost'>;
  release(): Promise<void>;
}

/** null: another supervisor owns the folder. */
export const takeOwnership = async (folder: string): Promise<Ownership | null> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const me = identify(process.pid);
  if (me === null) return null;
  const draft = join(folder, `draft-${randomUUID()}`);
  await writeFile(draft, JSON.stringify(me), { mode: 0o600 });
  try {
    // One reading: the number taken must follow the owner that was looked at, not one that came in between.
    const [newest = 0] = await numbers(folder);
    const before = newest === 0 ? null : await readOwner(folder, newest);
    if (before !== null && isAlive(before)) return null;
    const mine = newest + 1;
    try {
      await link(draft, fileOf(folder, mine));
    } catch {
      return null; // Somebody else was faster.
    }
    const hold = async (): Promise<'mine' | 'gone' | 'lost'> => {
      const [newest] = await numbers(folder);
      return newest === mine ? 'mine' : newest === undefined ? 'gone' : 'lost';
    };
    if ((await hold()) !== 'mine') {
      await unlink(fileOf(folder, mine)).catch(() => {});
      return null;
    }
    for (const old of await numbers(folder)) if (old < mine - 1) await unlink(fileOf(folder, old)).catch(() => {});
    // The file stays: the number must not be used again.
    return { hold, release: () => writeFile(fileOf(folder, mine), '{}').catch(() => {}) };
  } finally {
    await unlink(draft).catch(() => {});
  }
};
