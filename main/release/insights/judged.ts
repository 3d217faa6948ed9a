import type { BrownPaperBag } from '../../../contract/insights';
import { isBag } from './brown-paper-bags';
import type { DeploymentFact } from './deployment-fact';

export interface Judged {
  /** A verification failed after it, an incident was opened of it, or it was a brown-paper-bag release; not what a person dismissed. */
  readonly failed: (deployment: string) => boolean;
  /** By deployment, those that nobody dismissed. */
  readonly bags: ReadonlyMap<string, BrownPaperBag>;
}

export const judgedBy = (facts: readonly DeploymentFact[], all: readonly BrownPaperBag[]): Judged => {
  const bags = new Map(all.filter(isBag).map((bag) => [bag.deployment, bag]));
  const dismissed = new Set(all.filter((bag) => !isBag(bag)).map((bag) => bag.deployment));
  const failed = new Set(
    facts
      .filter(
        ({ id, verification, incident }) =>
          bags.has(id) || ((verification === 'failed' || incident) && !dismissed.has(id)),
      )
      .map(({ id }) => id),
  );
  return { failed: (id) => failed.has(id), bags };
};
