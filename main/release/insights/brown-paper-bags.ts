import type { Iso } from '../../../contract/commit';
import type { BrownPaperBag, Evidence, Judgement } from '../../../contract/insights';
import { dayMs, hourMs } from '../../../contract/span';
import type { DeploymentFact } from './deployment-fact';
import { quantile } from './quantile';

export const defaultWindowMs = dayMs;
const [leastWindowMs, mostWindowMs] = [hourMs, 7 * dayMs];
/** Fewer judged ones than this teach nothing. */
const enough = 5;

type Histories = ReadonlyMap<string, readonly DeploymentFact[]>;
const known = new WeakMap<readonly DeploymentFact[], Histories>();

/** Deployments by component, each in the order of time. Kept for as long as the list is: every figure asks for it. */
export const byComponent = (facts: readonly DeploymentFact[]): Histories => {
  const before = known.get(facts);
  if (before) return before;
  const all = new Map<string, DeploymentFact[]>();
  const inTime = facts.map((fact) => ({ fact, ms: Date.parse(fact.at) })).sort((a, b) => a.ms - b.ms);
  for (const { fact } of inTime) {
    const own = all.get(fact.component) ?? [];
    own.push(fact);
    all.set(fact.component, own);
  }
  known.set(facts, all);
  return all;
};

/**
 * What of `later` mended `fact`: a rollback away from it, a revert of a change it brought, or a fix made after it went out. A fix that was
 * there before was on its way anyhow, and says nothing of this deployment.
 */
const evidenceIn = (fact: DeploymentFact, later: DeploymentFact): readonly Evidence[] => {
  const { id: deployment, at } = later;
  if (later.cause === 'rollback')
    return later.from === fact.commit ? [{ kind: 'rollback', deployment, at, commit: null, subject: null }] : [];
  const found: Evidence[] = [];
  for (const { commit, subject, reverts, isFix, at: made } of later.changes) {
    const isRevert = reverts.some((reverted) => fact.changes.some((change) => change.commit === reverted));
    if (isRevert) found.push({ kind: 'revert', deployment, at, commit, subject });
    else if (isFix && Date.parse(made) > Date.parse(fact.at))
      found.push({ kind: 'fix', deployment, at, commit, subject });
  }
  return found;
};

const times = new WeakMap<DeploymentFact, number>();
/** Milliseconds since 1970. Kept: each deployment is asked for by every one in whose window it lies. */
const timeOf = (fact: DeploymentFact): number => {
  const ms = times.get(fact) ?? Date.parse(fact.at);
  times.set(fact, ms);
  return ms;
};

/** The evidence against one of a component's deployments: what came within the window. */
const evidenceAgainst = (own: readonly DeploymentFact[], at: number, windowMs: number): readonly Evidence[] => {
  const fact = own[at];
  if (!fact || fact.cause === 'rollback') return [];
  const until = timeOf(fact) + windowMs;
  const found: Evidence[] = [];
  for (let next = at + 1; next < own.length; next += 1) {
    const later = own[next];
    if (!later || timeOf(later) > until) break;
    // A fix mends what went out last; a revert or a rollback names what it mends.
    for (const one of evidenceIn(fact, later)) if (next === at + 1 || one.kind !== 'fix') found.push(one);
  }
  return found;
};

/** What a component's judged history says of how soon its mends come: nine of ten confirmed ones lie within; null where it says too little. */
export const learnedWindowMs = (
  own: readonly DeploymentFact[],
  judged: ReadonlyMap<string, Judgement>,
): number | null => {
  const delays = own.flatMap((fact, at) => {
    if (judged.get(fact.id) !== 'confirmed') return [];
    const [first] = evidenceAgainst(own, at, mostWindowMs);
    return first ? [Date.parse(first.at) - Date.parse(fact.at)] : [];
  });
  if (delays.length < enough) return null;
  return Math.min(mostWindowMs, Math.max(leastWindowMs, (quantile(delays, 0.9) ?? 0) * 1.5));
};

/** Every deployment that something mended right away or that a person judged, oldest first, dismissed ones among them. */
export const brownPaperBags = (
  facts: readonly DeploymentFact[],
  judged: ReadonlyMap<string, Judgement> = new Map(),
): readonly BrownPaperBag[] =>
  [...byComponent(facts)]
    .flatMap(([component, own]) => {
      const windowMs = learnedWindowMs(own, judged) ?? defaultWindowMs;
      return own.flatMap((fact, at): readonly BrownPaperBag[] => {
        const evidence = evidenceAgainst(own, at, windowMs);
        const judgement = judged.get(fact.id) ?? null;
        return evidence.length > 0 || judgement !== null
          ? [{ deployment: fact.id, component, at: fact.at, evidence, judgement }]
          : [];
      });
    })
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));

export const isBag = ({ judgement }: BrownPaperBag): boolean => judgement !== 'dismissed';

/** When it was mended, by what; null while nothing has. */
export const mendedBy = ({ evidence }: BrownPaperBag): { readonly deployment: string; readonly at: Iso } | null =>
  evidence[0] ?? null;
