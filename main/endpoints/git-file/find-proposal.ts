import type { Failure } from '../../../contract/failure';
import type { Receipt } from '../../release/receipt';
import type { Secrets } from '../../release/record-ports';
import type { Change } from './change';
import { createPulls, type Pull, type PullRequestConfig, type Pulled } from './pulls';
import type { Wanted } from './wanted';

/** What a pull request that is not open any more says; null: it is open. */
export const endOf = (pull: Pull, where: string): Receipt | null => {
  if (pull.merged_at !== null) return { kind: 'accepted', text: `Pull request #${pull.number} was merged` };
  if (pull.state === 'open') return null;
  const said = `somebody closed pull request #${pull.number} without merging it`;
  return { kind: 'refused', failure: { kind: 'endpoint-refused', where, status: 'closed', said } };
};

/** Nobody has said yes or no so far. */
export const stillOpen = (pull: Pull, afterMs: number): Receipt => ({
  kind: 'unclear',
  failure: { kind: 'endpoint-hangs', where: `pull request #${pull.number} (${pull.html_url})`, afterMs },
});

/** The pull request of an order, by the line in its text. */
export const pullOf = ({ pulls }: Pulled, { line }: Wanted): Pull | undefined =>
  pulls.find(({ body }) => body?.includes(line) === true);

interface Asked {
  readonly change: Change;
  readonly wanted: Wanted;
  readonly pullRequest: PullRequestConfig;
  readonly secrets: Secrets;
}

/** Was a pull request opened for this order, and how did it end? */
export const findProposal = async (
  { change, wanted, pullRequest, secrets }: Asked,
  signal: AbortSignal,
): Promise<Receipt | 'unheard of'> => {
  const pulls = createPulls(pullRequest, wanted, secrets);
  const unclear = (failure: Failure): Receipt => ({ kind: 'unclear', failure });
  const listed = await pulls.list('all', signal);
  if (!listed.ok) return unclear(listed.failure);
  const pull = pullOf(listed.value, wanted);
  if (pull) return endOf(pull, wanted.where) ?? stillOpen(pull, 0);
  // One that was open already and may not be renamed carries the order in its branch only.
  const open = listed.value.pulls.find(({ state }) => state === 'open');
  const proposed = open ? await change.landed({ ...wanted, at: { ...wanted.at, branch: pulls.branch } }, signal) : null;
  if (proposed?.ok === false) return unclear(proposed.failure);
  if (open && proposed?.value) return stillOpen(open, 0);
  if (listed.value.whole) return 'unheard of';
  const expected = `a pull request with the line ${wanted.line}, or so few that they are all listed`;
  return unclear({ kind: 'endpoint-nonsense', where: wanted.where, expected, said: 'a page full of others' });
};
