import { shortCommit, type Commit } from '../../contract/commit';
import { done, failed, type Failure, type Result } from '../../contract/failure';
import type { Progress, Receipt } from '../release/receipt';
import type { ReadBranch } from './branch-reader';
import type { GitContext } from './context';
import { commitMissing, failureOf, said } from './failures';
import type { OpenMirror } from './mirror';
import { objectHeads } from './objects';
import { createPieces } from './pieces';
import { branchRef, type RefName, type RepositoryUrl } from './refs';
import type { Ended } from './start-git';

export const checkedBranch = (url: RepositoryUrl, branch: string): Result<RefName> => {
  const ref = branchRef(branch);
  return ref === null ? failed({ kind: 'branch-missing', repository: url, branch }) : done(ref);
};

export interface BranchPush {
  readonly mirror: OpenMirror;
  readonly url: RepositoryUrl;
  readonly ref: RefName;
  readonly commit: Commit;
  readonly lease: Commit | null;
}

const shown = (commit: Commit | null): string => (commit === null ? 'absent' : shortCommit(commit));

/** Why it is not even tried; null: it may be. Nothing has been sent so far. */
const whyNot = async (
  context: GitContext,
  readBranch: ReadBranch,
  push: BranchPush,
  signal: AbortSignal,
): Promise<Failure | null> => {
  const heads = await objectHeads(context, push.mirror, [push.commit], signal);
  if (!heads.ok) return heads.failure;
  if (heads.value[0]?.type !== 'commit') return commitMissing(push.mirror.url, push.commit).failure;
  const now = await readBranch(push.url, push.ref, signal);
  if (!now.ok) return now.failure;
  if (now.value === push.lease) return null;
  const why = `${push.ref.slice(11)} is at ${shown(now.value)}, not at ${shown(push.lease)}`;
  return { kind: 'git-failed', repository: push.url, verb: 'push', why };
};

/**
 * The server's own report of the branch, `ng` in the protocol, as `--porcelain` prints it: not its prose, which comes as `remote: …`. Or git's
 * of a lease that is lost, before it sends anything.
 */
const isTurnedDown = (output: string): boolean => /^!\t[^\t\n]*\t\[(?:remote rejected|rejected)\]/m.test(output);

/** Hooks say more than git does; where time was up they say what it was doing. */
const why = (gits: string, hooks: string, { how }: Ended): string => {
  if (hooks === '') return gits;
  return how === 'late' ? `${gits}; until then it said: ${hooks}` : hooks;
};

/**
 * Moves a branch from `lease` to `commit`. Refused before anything is sent where the branch has moved, and where the server reports that
 * it turned it down; once git has started, whatever else goes wrong is `unclear`: of pushes killed on their way some had landed, and a
 * lost answer reads "Everything up-to-date".
 */
// oxlint-disable-next-line func-style -- a generator
export async function* pushBranch(
  context: GitContext,
  readBranch: ReadBranch,
  push: BranchPush,
  signal: AbortSignal,
): AsyncGenerator<Progress> {
  const { mirror, url, ref, commit, lease } = push;
  const receipt = (value: Receipt): Progress => ({ type: 'receipt', receipt: value });
  const refusal = await whyNot(context, readBranch, push, signal);
  if (refusal) return yield receipt({ kind: 'refused', failure: refusal });
  yield { type: 'step', text: `push ${shortCommit(commit)} to ${ref.slice(11)}` };
  const pieces = createPieces();
  let started = false;
  const ending = context
    .run(
      {
        gitDir: mirror.folder,
        remote: url,
        // The remote's hooks may be silent for as long as they deploy: only the deadline ends a push.
        config: ['http.lowSpeedLimit=0', 'push.pushOption='],
        args: [
          ...'push --porcelain --no-progress --no-verify --no-signed --no-follow-tags --no-recurse-submodules'.split(
            ' ',
          ),
          '--receive-pack=git-receive-pack',
          `--force-with-lease=${ref}:${lease ?? ''}`,
          '--end-of-options',
          url,
          `${commit}:${ref}`,
        ],
        deadlineMs: context.deadlines.push,
        onOutput: pieces.push,
        onStart: () => (started = true),
      },
      signal,
    )
    .finally(pieces.end);
  let tail = '';
  for await (const text of pieces.all()) {
    tail = (tail + text).slice(-4000);
    yield { type: 'log', text };
  }
  const ended = await ending;
  const failure = failureOf(ended, url, 'push');
  if (!failure) return yield receipt({ kind: 'accepted', text: `${ref.slice(11)} is at ${shortCommit(commit)}` });
  const told: Failure =
    failure.kind === 'git-failed' ? { ...failure, why: why(failure.why, said(tail), ended) } : failure;
  const isOver = ended.how === 'exited' && isTurnedDown(tail);
  yield receipt({ kind: started && !isOver ? 'unclear' : 'refused', failure: told });
}
