import { randomUUID } from 'node:crypto';
import { access, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder, syncFolder } from './durable';
import type { RunGit } from './run-git';

const isThere = async (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** git syncs objects and refs, but not the folders that name them. */
const configuration = [
  'core.fsync=all',
  'core.hooksPath=/dev/null',
  'receive.denyDeletes=true',
  'receive.denyNonFastForwards=true',
];

/**
 * Makes a bare repository as one step: it is complete or it is not there. Answers why not; null when it is there.
 * @param config what to write into its configuration, `key=value`
 */
export const makeRepository = async (
  path: string,
  config: readonly string[],
  run: RunGit,
  signal: AbortSignal,
): Promise<string | null> => {
  if (await isThere(join(path, 'HEAD'))) return null;
  await makeFolder(dirname(path));
  const temporary = `${path}.${randomUUID()}.tmp`;
  const calls = [
    ['init', '--quiet', '--bare', '--template=', '--object-format=sha1', '--initial-branch=main', temporary],
    ...config.map((pair) => ['config', pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
    // The tree of every entry: a commit without files.
    ['hash-object', '-t', 'tree', '-w', '--stdin'],
  ];
  try {
    for (const args of calls) {
      const ended = await run({ gitDir: temporary, args, remote: null }, signal);
      if (ended.how !== 'exited') return ended.how === 'no-git' ? ended.why : ended.how;
      if (ended.code !== 0) return ended.stderr.trim();
    }
    for (const file of ['HEAD', 'config']) {
      const handle = await open(join(temporary, file), 'r+');
      try {
        await handle.sync();
      } finally {
        await handle.close();
      }
    }
    await syncFolder(temporary);
    await rename(temporary, path);
    await syncFolder(dirname(path));
    return null;
  } catch (error) {
    // Another process was first.
    if (await isThere(join(path, 'HEAD'))) return null;
    return error instanceof Error ? error.message : String(error);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
};

export const makeLocalLedger = (path: string, run: RunGit, signal: AbortSignal): Promise<string | null> =>
  makeRepository(path, configuration, run, signal);

/**
 * Makes a push into a ledger on this machine survive a power cut: even with `core.fsync=all`, git leaves the folders of a new object
 * and of the ref unsynced, and an entry that was there is gone afterwards.
 */
export const syncLocalLedger = async (path: string, ref: string, commits: readonly string[]): Promise<void> => {
  const folders = new Set(commits.map((commit) => join(path, 'objects', commit.slice(0, 2))));
  for (const folder of folders) await syncFolder(folder).catch(() => undefined);
  await syncFolder(join(path, 'objects'));
  for (let at = dirname(join(path, ref)); at.length >= path.length; at = dirname(at)) await syncFolder(at);
};
