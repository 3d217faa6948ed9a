import { commitSchema, type Commit } from '../../contract/commit';
import { done, failed, type Result } from '../../contract/failure';
import type { GitContext } from './context';
import { remoteFailureOf } from './failures';
import type { RefName, RepositoryUrl } from './refs';

type Heads = Result<ReadonlyMap<string, Commit>>;

const readHeads = async (context: GitContext, url: RepositoryUrl, refs: ReadonlySet<RefName>): Promise<Heads> => {
  const ended = await context.run(
    {
      gitDir: context.mirrorsFolder,
      remote: url,
      args: ['ls-remote', '--upload-pack=git-upload-pack', '--end-of-options', url, ...refs],
      deadlineMs: context.deadlines.ask,
    },
    new AbortController().signal,
  );
  const failure = remoteFailureOf(ended, url, 'ls-remote');
  if (failure || ended.how !== 'exited') return failed(failure ?? { kind: 'cancelled' });
  const heads = new Map<string, Commit>();
  for (const line of ended.stdout.toString('utf8').split('\n')) {
    const [left, name = ''] = line.split('\t');
    const id = commitSchema.safeParse(left);
    if (id.success) heads.set(name, id.data);
  }
  return done(heads);
};

/** What is asked within this time is asked in one `ls-remote`. */
const gatherMs = 8;

/**
 * Reads branches of remotes. Questions about one remote that come together are one `ls-remote`; a question never joins one that has
 * already started, so an answer is never older than its question.
 */
export const createBranchReader = (context: GitContext) => {
  const gathering = new Map<RepositoryUrl, { readonly refs: Set<RefName>; readonly heads: Promise<Heads> }>();
  return async (url: RepositoryUrl, ref: RefName, signal: AbortSignal): Promise<Result<Commit | null>> => {
    const joined = gathering.get(url);
    const refs = joined?.refs ?? new Set<RefName>();
    refs.add(ref);
    const heads =
      joined?.heads ??
      new Promise<void>((resolve) => setTimeout(resolve, gatherMs)).then(() => {
        gathering.delete(url);
        return readHeads(context, url, refs);
      });
    if (!joined) gathering.set(url, { refs, heads });
    const answer = await heads;
    if (signal.aborted) return failed({ kind: 'cancelled' });
    // The pattern matches ends of names too (`refs/heads/x` finds `refs/original/refs/heads/x`): the whole name counts.
    return answer.ok ? done(answer.value.get(ref) ?? null) : answer;
  };
};

export type ReadBranch = ReturnType<typeof createBranchReader>;
