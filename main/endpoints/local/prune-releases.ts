import { readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const strayMs = 10 * 60_000;

export const removeRelease = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true, maxRetries: 2 });

/**
 * Removes the release folders beside `current` that nobody needs. A folder younger than ten minutes may be a checkout on its way
 * and is left alone unless it was dropped just now.
 */
export const pruneReleases = async (
  current: string,
  needed: ReadonlySet<string>,
  dropped: ReadonlySet<string>,
): Promise<void> => {
  const parent = dirname(current);
  for (const name of await readdir(parent)) {
    const folder = join(parent, name);
    if (needed.has(folder)) continue;
    const age = Date.now() - (await stat(folder)).mtimeMs;
    if (dropped.has(folder) || age > strayMs) await removeRelease(folder);
  }
};
