import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Commit } from '../../contract/commit';
import { done, failed, type Result } from '../../contract/failure';
import type { GitContext } from './context';
import { commitMissing, failureOf } from './failures';
import { objectHeads } from './objects';
import type { OpenComponent } from './walk';

/**
 * Writes a commit's files into an empty or missing folder, through an index of its own. Not `git archive`: that obeys the tree's
 * export-ignore and export-subst and would deploy something else than the commit. No filter of the user's runs: a large-file pointer stays one.
 */
export const checkoutTree = async (
  context: GitContext,
  { mirror, path }: OpenComponent,
  commit: Commit,
  folder: string,
  signal: AbortSignal,
): Promise<Result<null>> => {
  const trouble = (why: string) => failed({ kind: 'git-failed', repository: mirror.url, verb: 'checkout', why });
  const tree = `${commit}:${path}`;
  const heads = await objectHeads(context, mirror, [`${commit}^{commit}`, tree], signal);
  if (!heads.ok) return heads;
  if (heads.value[0]?.type !== 'commit') return commitMissing(mirror.url, commit);
  if (heads.value[1]?.type !== 'tree') return trouble(`the commit has no folder ${path}`);
  const index = join(mirror.folder, `humdrum-index-${randomUUID()}`);
  try {
    await mkdir(folder, { recursive: true });
    if ((await readdir(folder)).length > 0) return trouble('the folder to write to is not empty');
    for (const args of [
      ['read-tree', tree],
      ['checkout-index', '--all', '--quiet'],
    ]) {
      const ended = await context.run(
        {
          gitDir: mirror.folder,
          args,
          config: ['core.bare=false', 'core.symlinks=true'],
          env: { GIT_INDEX_FILE: index, GIT_WORK_TREE: folder },
          deadlineMs: context.deadlines.read,
        },
        signal,
      );
      const failure = failureOf(ended, mirror.url, 'checkout');
      if (failure) return failed(failure);
    }
    return done(null);
  } catch (error) {
    return trouble(error instanceof Error ? error.message : 'the folder cannot be written');
  } finally {
    await rm(index, { force: true });
  }
};
