import { done, failed, type Result } from '../../contract/failure';
import type { GitContext } from './context';
import { failureOf } from './failures';
import type { OpenMirror } from './mirror';

/** `type` is `missing` where the mirror has no such object, `ambiguous` where the name fits several. */
export interface ObjectHead {
  readonly id: string;
  readonly type: 'commit' | 'tree' | 'blob' | 'tag' | 'missing' | 'ambiguous';
  readonly bytes: number;
}

const headOf = (line: string): ObjectHead => {
  const [id = '', type = '', bytes = ''] = line.split(' ');
  if (type === 'commit' || type === 'tree' || type === 'blob' || type === 'tag')
    return { id, type, bytes: Number(bytes) };
  return { id: '', type: line.endsWith(' ambiguous') ? 'ambiguous' : 'missing', bytes: 0 };
};

/** What each name stands for, in the order asked. A name holds no line feed. */
export const objectHeads = async (
  context: GitContext,
  mirror: OpenMirror,
  names: readonly string[],
  signal: AbortSignal,
): Promise<Result<readonly ObjectHead[]>> => {
  if (names.length === 0) return done([]);
  const ended = await context.run(
    {
      gitDir: mirror.folder,
      args: ['cat-file', '--batch-check'],
      input: `${names.join('\n')}\n`,
      deadlineMs: context.deadlines.read,
    },
    signal,
  );
  const failure = failureOf(ended, mirror.url, 'cat-file');
  if (failure || ended.how !== 'exited') return failed(failure ?? { kind: 'cancelled' });
  return done(ended.stdout.toString('utf8').trimEnd().split('\n').map(headOf));
};

/** Contents of each name, in the order asked; null where it is missing. One process, whatever the number. */
export const objectContents = async (
  context: GitContext,
  mirror: OpenMirror,
  names: readonly string[],
  signal: AbortSignal,
): Promise<Result<readonly (Buffer | null)[]>> => {
  if (names.length === 0) return done([]);
  const ended = await context.run(
    {
      gitDir: mirror.folder,
      args: ['cat-file', '--batch'],
      input: `${names.join('\n')}\n`,
      deadlineMs: context.deadlines.read,
    },
    signal,
  );
  const failure = failureOf(ended, mirror.url, 'cat-file');
  if (failure || ended.how !== 'exited') return failed(failure ?? { kind: 'cancelled' });
  const contents: (Buffer | null)[] = [];
  for (let at = 0; at < ended.stdout.length;) {
    const end = ended.stdout.indexOf(10, at);
    const head = headOf(ended.stdout.toString('utf8', at, end));
    const isThere = head.type !== 'missing' && head.type !== 'ambiguous';
    contents.push(isThere ? ended.stdout.subarray(end + 1, end + 1 + head.bytes) : null);
    at = end + 1 + (isThere ? head.bytes + 1 : 0);
  }
  return done(contents);
};
