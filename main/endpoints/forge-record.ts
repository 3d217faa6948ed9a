import type { Iso } from '../../contract/commit';
import type { ObserveUrl } from '../../contract/observe';
import type { Target } from '../../contract/workspace';
import { plainUrl } from '../http/secret-text';
import type { Observation } from '../release/ports';
import type { Secrets } from '../release/record-ports';
import { readHealth, withHealth } from './health';
import { observeAt } from './http/observe-url';
import { targetValues } from './target-values';

/** What the endpoints of GitHub and GitLab need. */
export interface ForgeOptions {
  readonly secrets: Secrets;
  readonly now: () => Iso;
  /** Between two looks at what is under way. Default 3,000. */
  readonly everyMs?: number;
  /** For the whole answer to what is sent. Default 30,000. */
  readonly deployWithinMs?: number | undefined;
}

/** What runs: the environment's own word where the workspace file says whom to ask, else what the forge has recorded. */
export const readRecord = async (
  target: Target,
  observe: ObserveUrl | undefined,
  record: () => Promise<Observation['outcome']>,
  secrets: Secrets,
  signal: AbortSignal,
): Promise<Observation['outcome']> => {
  const [outcome, health] = await Promise.all([
    observe ? observeAt(observe, targetValues(target), secrets, signal) : record(),
    readHealth(target, signal),
  ]);
  return withHealth(outcome, health);
};

/** The origin that is asked what runs. */
export const recordAddress = (
  target: Target,
  { api, observe }: { readonly api: string; readonly observe?: ObserveUrl | undefined },
): string => plainUrl(observe?.url ?? api, targetValues(target))?.origin ?? '';
