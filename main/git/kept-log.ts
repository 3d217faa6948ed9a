import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from './mirror-folder';

// The log of two commits never changes, so the last one asked for is kept beside the mirror: a start need not ask git again. It goes
// with the mirror, and a file that was touched since is as good as none.

const fileOf = (folder: string, slot: string): string =>
  join(folder, `humdrum-log-${createHash('sha256').update(slot).digest('hex').slice(0, 16)}`);

const seal = (key: string, output: Buffer): string =>
  createHash('sha256').update(key).update('\0').update(output).digest('hex');

/** What git printed for `key` when it was last asked for something in this slot; null where that was another key. */
export const readKeptLog = async (folder: string, slot: string, key: string): Promise<Buffer | null> => {
  const bytes = await readFile(fileOf(folder, slot)).catch(() => null);
  if (bytes === null) return null;
  const output = bytes.subarray(65);
  return bytes.subarray(0, 64).toString('latin1') === seal(key, output) ? output : null;
};

/** Best effort: what can't be kept is asked for again. */
export const keepLog = (folder: string, slot: string, key: string, output: Buffer): Promise<void> =>
  replaceFile(fileOf(folder, slot), Buffer.concat([Buffer.from(`${seal(key, output)}\n`), output])).catch(
    () => undefined,
  );
