import { setTimeout as sleep } from 'node:timers/promises';
import { milliseconds } from '../../../contract/duration';
import { explain } from '../../../contract/explain';
import type { Failure } from '../../../contract/failure';
import type { Progress, Receipt } from '../../release/receipt';
import type { Secrets } from '../../release/record-ports';
import type { Change, Edited } from './change';
import { endOf, pullOf, stillOpen } from './find-proposal';
import { createPulls, type Pull, type PullRequestConfig, type Pulls } from './pulls';
import type { Wanted } from './wanted';

interface Proposal {
  readonly wanted: Wanted;
  readonly edited: Edited;
  readonly pullRequest: PullRequestConfig;
}

interface Means {
  readonly change: Change;
  readonly secrets: Secrets;
  /** How often a pull request is looked at. */
  readonly everyMs: number;
}

const refused = (failure: Failure): Receipt => ({ kind: 'refused', failure });
const unclear = (failure: Failure): Receipt => ({ kind: 'unclear', failure });

/** Moves the branch that proposes the change; a receipt where it did not go there. Commits of somebody else on it stay. */
async function* pushProposal(
  change: Change,
  { wanted, edited }: Proposal,
  branch: string,
  signal: AbortSignal,
): AsyncGenerator<Progress, Receipt | null, undefined> {
  const tip = await change.tipOf(wanted, branch, signal);
  if (!tip.ok) return refused(tip.failure);
  if (tip.value !== null) {
    const ours = await change.isOurs(wanted, branch, tip.value, signal);
    if (!ours.ok) return refused(ours.failure);
    const where = `branch ${branch}`;
    const said = 'it holds a commit that is not Humdrum’s, and is left alone';
    if (!ours.value) return refused({ kind: 'endpoint-refused', where, status: 'not changed', said });
  }
  yield { type: 'step', text: `Proposing ${wanted.key} from ${edited.from} to ${wanted.value} in branch ${branch}` };
  const pushed = yield* change.pushTo({ branch, lease: tip.value }, wanted, edited, signal);
  const at = { ...wanted, at: { ...wanted.at, branch } };
  const landed = await change.landed(at, new AbortController().signal);
  if (landed.ok && landed.value !== null) return null;
  if (pushed.kind !== 'accepted') return pushed;
  return unclear(
    landed.ok
      ? {
          kind: 'endpoint-nonsense',
          where: at.where,
          expected: 'the commit that was pushed',
          said: 'the branch lacks it',
        }
      : landed.failure,
  );
}

/**
 * The pull request of this order, opened or taken over; where the answer was lost it is looked for. One that is open carries the
 * change, whatever it is called: it is in its branch by now.
 */
async function* openOne(
  pulls: Pulls,
  { wanted }: Proposal,
  before: Pull | undefined,
  signal: AbortSignal,
): AsyncGenerator<Progress, Pull | Receipt, undefined> {
  const answer = await (before ? pulls.rename(before.number, signal) : pulls.open(signal));
  if (answer.ok) return answer.value;
  if (before) {
    const why = explain(answer.failure).what;
    yield { type: 'step', text: `Pull request #${before.number} could not be given its new title: ${why}` };
    return before;
  }
  const listed = await pulls.list('all', new AbortController().signal);
  if (!listed.ok) return answer.sent ? unclear(answer.failure) : refused(answer.failure);
  const found = pullOf(listed.value, wanted) ?? listed.value.pulls.find(({ state }) => state === 'open');
  return found ?? (answer.sent || !listed.value.whole ? unclear(answer.failure) : refused(answer.failure));
}

/** Proposes the change and waits until somebody merges or closes it, or `within` is over. */
export async function* propose(
  { change, secrets, everyMs }: Means,
  proposal: Proposal,
  signal: AbortSignal,
): AsyncGenerator<Progress, void, undefined> {
  const { wanted, pullRequest } = proposal;
  const receive = (receipt: Receipt): Progress => ({ type: 'receipt', receipt });
  const pulls = createPulls(pullRequest, wanted, secrets);
  // Before anything is pushed: an API that can't be asked is a refusal then.
  const open = await pulls.list('open', signal);
  if (!open.ok) return yield receive(refused(open.failure));
  const notThere = yield* pushProposal(change, proposal, pulls.branch, signal);
  if (notThere) return yield receive(notThere);
  const pull = yield* openOne(pulls, proposal, open.value.pulls[0], signal);
  if ('kind' in pull) return yield receive(pull);
  yield { type: 'step', text: `Pull request #${pull.number} waits for somebody to merge it: ${pull.html_url}` };
  const ended = await untilEnded(
    pulls,
    pull,
    { withinMs: milliseconds(pullRequest.within), everyMs },
    wanted.where,
    signal,
  );
  if (ended.kind !== 'accepted') return yield receive(ended);
  yield { type: 'step', text: ended.text };
  const landed = await change.landed(wanted, signal);
  if (landed.ok && landed.value !== null) return yield receive(ended);
  const expected = `${wanted.value}, since pull request #${pull.number} was merged`;
  const nonsense: Failure = { kind: 'endpoint-nonsense', where: wanted.where, expected, said: 'something else' };
  yield receive(unclear(landed.ok ? nonsense : landed.failure));
}

/** Only reads are repeated; one that fails is asked again, later where the API asks for it. */
const untilEnded = async (
  pulls: Pulls,
  pull: Pull,
  { withinMs, everyMs }: { readonly withinMs: number; readonly everyMs: number },
  where: string,
  signal: AbortSignal,
): Promise<Receipt> => {
  const until = performance.now() + withinMs;
  for (;;) {
    const now = await pulls.read(pull.number, signal);
    const end = now.ok ? endOf(now.value, where) : null;
    if (end) return end;
    if (signal.aborted) return unclear({ kind: 'cancelled' });
    if (!now.ok && now.failure.kind === 'credentials-refused') return unclear(now.failure);
    const left = until - performance.now();
    if (left <= 0) return now.ok ? stillOpen(pull, withinMs) : unclear(now.failure);
    const asked = !now.ok && now.failure.kind === 'endpoint-busy' ? (now.failure.retryAfterMs ?? everyMs) : everyMs;
    await sleep(Math.min(asked, left), null, { signal }).catch(() => null);
  }
};
