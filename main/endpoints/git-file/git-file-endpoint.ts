import type { Iso, Person } from '../../../contract/commit';
import type { Failure } from '../../../contract/failure';
import type { Target } from '../../../contract/workspace';
import { plainUrl } from '../../http/secret-text';
import type { Source } from '../../release/git-ports';
import type { Endpoint, Observation, Order } from '../../release/ports';
import type { Progress, Receipt } from '../../release/receipt';
import type { Secrets } from '../../release/record-ports';
import { readHealth, withHealth } from '../health';
import { observeAt } from '../http/observe-url';
import { observeByRunning } from '../observe-run';
import { targetValues } from '../target-values';
import { within } from '../within';
import { createChange } from './change';
import { findProposal } from './find-proposal';
import { propose } from './propose';
import { configOf, wantedOf } from './wanted';

export interface GitFileOptions {
  readonly source: Source;
  readonly secrets: Secrets;
  readonly now: () => Iso;
  /** The workspace file's folder: where commands run. */
  readonly folder: string;
  /** Whose commits they are. */
  readonly me: Person;
  /** For reading the repository, the first time all of it. Default 120,000. */
  readonly readWithinMs?: number;
  /** How often a pull request is looked at. Default 5,000. */
  readonly askEveryMs?: number;
}

const unclear = (failure: Failure): Receipt => ({ kind: 'unclear', failure });

/** The environment follows a file of a repository: to deploy is to change the version in it. What was pushed says nothing of what runs. */
export const createGitFileEndpoint = (options: GitFileOptions): Required<Endpoint> => {
  const { source, secrets, now, folder, me, readWithinMs = 120_000, askEveryMs = 5000 } = options;
  const change = createChange(source, readWithinMs);

  async function* deploy(order: Order, signal: AbortSignal): AsyncGenerator<Progress, void, undefined> {
    const wanted = wantedOf(order, me);
    yield { type: 'step', text: `Reading ${wanted.where}` };
    const edited = await change.edit(wanted, signal);
    if ('kind' in edited) return yield { type: 'receipt', receipt: edited };
    if (signal.aborted) return yield { type: 'receipt', receipt: { kind: 'refused', failure: { kind: 'cancelled' } } };
    const { pullRequest } = wanted.config;
    if (pullRequest) yield* propose({ change, secrets, everyMs: askEveryMs }, { wanted, edited, pullRequest }, signal);
    else yield* change.push(wanted, edited, signal);
  }

  const find = async (order: Order, signal: AbortSignal): Promise<Receipt | 'unheard of'> => {
    const wanted = wantedOf(order, me);
    const landed = await change.landed(wanted, signal);
    if (!landed.ok) return unclear(landed.failure);
    if (landed.value !== null) return landed.value;
    const { pullRequest } = wanted.config;
    return pullRequest ? findProposal({ change, wanted, pullRequest, secrets }, signal) : 'unheard of';
  };

  const read = (target: Target, signal: AbortSignal): Promise<Observation['outcome']> => {
    const { observe } = configOf(target);
    const values = targetValues(target);
    if ('url' in observe) return observeAt(observe, values, secrets, signal);
    const failure: Failure = { kind: 'endpoint-hangs', where: observe.run[0] ?? '', afterMs: 9000 };
    return within(
      9000,
      signal,
      (signal) => observeByRunning(observe, values, folder, signal),
      () => ({ kind: 'unreadable', failure }),
    );
  };

  const observe = async (target: Target, signal: AbortSignal): Promise<Observation> => {
    const [outcome, health] = await Promise.all([read(target, signal), readHealth(target, signal)]);
    return { readAt: now(), outcome: withHealth(outcome, health) };
  };

  const address = (target: Target): string => {
    const { observe } = configOf(target);
    return 'url' in observe ? (plainUrl(observe.url, targetValues(target))?.origin ?? '') : '';
  };

  return { deploy, find, observe, address };
};
