import { shortCommit, type Commit, type Iso } from '../../contract/commit';
import type { Failure, Result } from '../../contract/failure';
import { fill, type PlaceholderValues } from '../../contract/placeholders';
import type { Target } from '../../contract/workspace';
import type { Source } from '../release/git-ports';
import type { Endpoint, Observation, Order } from '../release/ports';
import type { Progress, Receipt } from '../release/receipt';
import { configFor } from './config-of';
import { readHealth } from './health';
import { orderValues, targetValues } from './target-values';
import { within } from './within';

const readMs = 8000;

const configOf = configFor('git-branch');

/** The environment follows a branch: to deploy is to move it, what runs is what it points at. */
export const createGitBranchEndpoint = (source: Source, now: () => Iso): Required<Endpoint> => {
  const placeOf = (target: Target, values: PlaceholderValues) => {
    const config = configOf(target);
    const repository = config.repository === undefined ? null : fill(config.repository, values);
    return { component: target.component, repository, branch: fill(config.branch, values) };
  };
  type Place = ReturnType<typeof placeOf>;
  const whereOf = (place: Place): string => `branch ${place.branch} of ${place.repository ?? place.component}`;

  const read = (place: Place, signal: AbortSignal): Promise<Result<Commit | null>> =>
    within<Result<Commit | null>>(
      readMs,
      signal,
      (signal) => source.readBranch(place.component, place.repository, place.branch, signal),
      () => ({ ok: false, failure: { kind: 'endpoint-hangs', where: whereOf(place), afterMs: readMs } }),
    );

  /** What the branch says after a push decides; the push's own words only say why it is not there. */
  const judge = (place: Place, commit: Commit, pushed: Receipt, after: Result<Commit | null>): Receipt => {
    if (after.ok && after.value === commit) {
      return { kind: 'accepted', text: `${whereOf(place)} points at ${commit}` };
    }
    if (pushed.kind !== 'accepted') return pushed;
    if (!after.ok) return { kind: 'unclear', failure: after.failure };
    const failure: Failure = {
      kind: 'endpoint-nonsense',
      where: whereOf(place),
      expected: `${commit} after a push that was accepted`,
      said: after.value ?? 'no such branch',
    };
    return { kind: 'unclear', failure };
  };

  async function* deploy(order: Order, signal: AbortSignal): AsyncGenerator<Progress, void, undefined> {
    const place = placeOf(order.target, orderValues(order));
    const { commit } = order.candidate;
    yield { type: 'step', text: `Reading ${whereOf(place)}` };
    const before = await read(place, signal);
    if (!before.ok) return yield { type: 'receipt', receipt: { kind: 'refused', failure: before.failure } };
    if (before.value === commit) {
      const text = `${whereOf(place)} pointed at ${commit} already`;
      return yield { type: 'receipt', receipt: { kind: 'accepted', text } };
    }
    if (signal.aborted) return yield { type: 'receipt', receipt: { kind: 'refused', failure: { kind: 'cancelled' } } };

    const from = before.value === null ? 'nothing' : shortCommit(before.value);
    yield { type: 'step', text: `Moving it from ${from} to ${shortCommit(commit)}` };
    let pushed: Receipt = {
      kind: 'unclear',
      failure: { kind: 'endpoint-unreachable', where: whereOf(place), why: 'the push ended without a word' },
    };
    for await (const progress of source.pushBranch({ ...place, commit, lease: before.value }, signal)) {
      if (progress.type === 'receipt') pushed = progress.receipt;
      else yield progress;
    }
    yield { type: 'step', text: 'Reading the branch again' };
    // "Stop waiting" has aborted the signal by then, and what the branch says is still worth knowing.
    const after = await read(place, new AbortController().signal);
    yield { type: 'receipt', receipt: judge(place, commit, pushed, after) };
  }

  const observe = async (target: Target, signal: AbortSignal): Promise<Observation> => {
    const place = placeOf(target, targetValues(target));
    const [branch, health] = await Promise.all([read(place, signal), readHealth(target, signal)]);
    if (!branch.ok) return { readAt: now(), outcome: { kind: 'unreadable', failure: branch.failure } };
    if (branch.value === null) return { readAt: now(), outcome: { kind: 'nothing' } };
    return { readAt: now(), outcome: { kind: 'running', named: branch.value, ...health } };
  };

  const address = (target: Target): string => {
    const { component, repository } = placeOf(target, targetValues(target));
    return repository ?? component;
  };

  /** A branch says where it is, not who moved it: at the commit it was received; anywhere else it may have been, before. */
  const find = async (order: Order, signal: AbortSignal): Promise<Receipt> => {
    const place = placeOf(order.target, orderValues(order));
    const now = await read(place, signal);
    if (!now.ok) return { kind: 'unclear', failure: now.failure };
    if (now.value === order.candidate.commit)
      return { kind: 'accepted', text: `${whereOf(place)} points at ${now.value}` };
    const expected = `${order.candidate.commit}, if the order arrived and nobody moved it since`;
    const failure: Failure = {
      kind: 'endpoint-nonsense',
      where: whereOf(place),
      expected,
      said: now.value ?? 'no such branch',
    };
    return { kind: 'unclear', failure };
  };

  return { deploy, observe, find, address };
};
