import type { Patch } from '../../contract/diff';
import type { GitContext } from './context';
import { failureOf } from './failures';
import { diffFlags, emptyTree, type Files } from './files';
import type { Range } from '../release/git-ports';
import { objectHeads } from './objects';
import { treePath } from './refs';
import type { OpenComponent } from './walk';

/** More of one file's patch is not sent: 100,000 lines and then some. */
const mostBytes = 8 * 1024 * 1024;

/** One file's patch. A rename is shown as one: git has to see both paths for that. */
export const createPatch =
  (context: GitContext, files: Files, most: number = mostBytes) =>
  async (
    { mirror, path: within }: OpenComponent,
    range: Range,
    path: string,
    whitespace: 'show' | 'ignore',
    signal: AbortSignal,
  ): Promise<Patch> => {
    const checked = treePath(path);
    if (checked === null || checked === '') {
      const failure = { kind: 'repository-refused', repository: mirror.url, why: 'no path of a file' } as const;
      return { kind: 'failed', failure };
    }
    const listed = await files(mirror, range, within, signal);
    if (!listed.ok) return { kind: 'failed', failure: listed.failure };
    const file = listed.value.find((one) => one.path === checked);
    if (file?.insertions === null) {
      const heads = await objectHeads(context, mirror, [`${range.to}:${checked}`], signal);
      const head = heads.ok && !checked.includes('\n') ? heads.value[0] : undefined;
      return { kind: 'binary', bytes: head?.type === 'blob' ? head.bytes : null };
    }
    const ended = await context.run(
      {
        gitDir: mirror.folder,
        args: [
          'diff-tree',
          '-r',
          '--patch',
          '--full-index',
          '--src-prefix=a/',
          '--dst-prefix=b/',
          ...diffFlags,
          ...(whitespace === 'ignore' ? ['--ignore-all-space'] : []),
          range.from ?? emptyTree(range.to),
          range.to,
          '--',
          ...(file?.from ? [file.from] : []),
          checked,
        ],
        deadlineMs: context.deadlines.read,
        maxBytes: most,
      },
      signal,
    );
    if (ended.how === 'cut') {
      // Whole lines only: the last one may be cut in the middle of a character.
      const end = ended.stdout.lastIndexOf(10) + 1;
      return { kind: 'text', patch: ended.stdout.toString('utf8', 0, end), truncated: true };
    }
    const failure = failureOf(ended, mirror.url, 'diff');
    if (failure || ended.how !== 'exited') return { kind: 'failed', failure: failure ?? { kind: 'cancelled' } };
    return { kind: 'text', patch: ended.stdout.toString('utf8'), truncated: false };
  };
