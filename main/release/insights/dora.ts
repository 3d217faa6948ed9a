import type { Iso } from '../../../contract/commit';
import type { BrownPaperBag, Dora, Figure } from '../../../contract/insights';
import { dayMs } from '../../../contract/span';
import { byComponent, mendedBy } from './brown-paper-bags';
import type { DeploymentFact } from './deployment-fact';
import { judgedBy, type Judged } from './judged';
import { median } from './quantile';

/** From `from` on, up to but without `to`. */
export interface Span {
  readonly from: Iso;
  readonly to: Iso;
}

const share = (part: number, of: number): Figure => ({ value: of === 0 ? null : part / of, of });

export const isIn = ({ from, to }: Span, at: Iso): boolean => {
  const ms = Date.parse(at);
  return Date.parse(from) <= ms && ms < Date.parse(to);
};

/** A failed deployment and when it was over; null while it is not. */
interface Failed {
  readonly at: Iso;
  readonly recoveredAt: Iso | null;
}

/** Of one component, oldest first. Over: what mended it is there, or else the next deployment that no verification failed. */
const failures = (own: readonly DeploymentFact[], { failed, bags }: Judged): readonly Failed[] => {
  const found: Failed[] = [];
  let sound: Iso | null = null;
  for (const fact of [...own].reverse()) {
    const bag = bags.get(fact.id);
    if (failed(fact.id)) found.push({ at: fact.at, recoveredAt: (bag ? mendedBy(bag)?.at : null) ?? sound });
    if (fact.verification !== 'failed') sound = fact.at;
  }
  return found;
};

/**
 * DORA's five of one environment (dora.dev/guides/dora-metrics): change lead time is the median from commit to deployed, of each change
 * once; a deployment is one that changed what runs, rollbacks among them; one failed that required intervention; recovery is the median
 * from failed to mended; rework is the share of deployments that were there to mend another.
 */
export const dora = (facts: readonly DeploymentFact[], bags: readonly BrownPaperBag[], span: Span): Dora => {
  const counted = facts.filter((fact) => isIn(span, fact.at));
  const judged = judgedBy(facts, bags);
  const failed = [...byComponent(facts).values()]
    .flatMap((own) => failures(own, judged))
    .filter(({ at }) => isIn(span, at));
  const menders = new Set([...judged.bags.values()].flatMap((bag) => mendedBy(bag)?.deployment ?? []));
  const leads = counted.flatMap((fact) =>
    fact.cause === 'rollback' ? [] : fact.changes.map((change) => Date.parse(fact.at) - Date.parse(change.at)),
  );
  const recovered = failed.flatMap(({ at, recoveredAt }) =>
    recoveredAt === null ? [] : [Date.parse(recoveredAt) - Date.parse(at)],
  );
  const days = (Date.parse(span.to) - Date.parse(span.from)) / dayMs;
  return {
    changeLeadTime: { value: median(leads), of: leads.length },
    deploymentFrequency: { value: days > 0 ? counted.length / days : null, of: counted.length },
    changeFailRate: share(failed.length, counted.length),
    failedDeploymentRecoveryTime: { value: median(recovered), of: recovered.length },
    deploymentReworkRate: share(
      counted.filter((f) => menders.has(f.id) || f.cause === 'rollback').length,
      counted.length,
    ),
    unrecovered: failed.length - recovered.length,
  };
};
