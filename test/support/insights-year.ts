import type { Commit } from '../../contract/commit';
import { commitSchema } from '../../contract/commit';
import type { Judgement } from '../../contract/insights';
import type { BroughtChange } from '../../main/release/git-ports';
import type { DeploymentFact } from '../../main/release/insights/deployment-fact';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
export const year = { from: '2025-01-01T00:00:00.000Z', to: '2026-01-01T00:00:00.000Z' };

/** What a year was made of, written down while it is made. */
export interface Built {
  readonly facts: DeploymentFact[];
  readonly judged: Map<string, Judgement>;
  /** ms, one for each change that was brought. */
  readonly leads: number[];
  /** ms, one for each failure that is over. */
  readonly recoveries: number[];
  readonly bags: Set<string>;
  readonly failed: Set<string>;
  /** The same by component. */
  readonly leadsOf: Map<string, number[]>;
  /** Deployments by the address of who made them. */
  readonly madeBy: Map<string, number>;
  unrecovered: number;
  rework: number;
}

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
const randomOf = (seed: number) => {
  let state = seed >>> 0;
  return (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
};

const people = ['Ana', 'Ben', 'Cy', 'Di'] as const;
const endings = ['good', 'good', 'good', 'good', 'innocent', 'rollback', 'revert', 'fix', 'dismissed', 'left'] as const;

/** A year of deployments of so many components to one environment, whose every figure is known because it was made so. */
export const buildYear = (seed: number, components: number): Built => {
  const random = randomOf(seed);
  const between = (least: number, most: number): number => Math.floor(least + random() * (most - least + 1));
  const built: Built = {
    facts: [], judged: new Map(), leadsOf: new Map(), madeBy: new Map(), leads: [], recoveries: [], bags: new Set(), failed: new Set(), unrecovered: 0, rework: 0,
  }; // oxfmt-ignore
  let made = 0;
  const commit = (): Commit => commitSchema.parse((made += 1).toString(16).padStart(40, '0'));
  const iso = (ms: number): string => new Date(ms).toISOString();

  for (let c = 0; c < components; c += 1) {
    let at = Date.parse(year.from) + between(1, 5 * 24) * hourMs;
    let runs: Commit | null = null;
    let waiting: readonly number[] = [];
    const change = (leadMs: number, more: Partial<BroughtChange> = {}): BroughtChange => {
      built.leads.push(leadMs);
      built.leadsOf.set(`component-${c}`, [...(built.leadsOf.get(`component-${c}`) ?? []), leadMs]);
      return { commit: commit(), at: iso(at - leadMs), subject: 'feat: more', isFix: false, reverts: [], ...more };
    };
    const deploy = (changes: readonly BroughtChange[], more: Partial<DeploymentFact> = {}): DeploymentFact => {
      const name = people[between(0, people.length - 1)] ?? 'Ana';
      const email = `${name.toLowerCase()}@shop.example`;
      built.madeBy.set(email, (built.madeBy.get(email) ?? 0) + 1);
      const fact: DeploymentFact = {
        id: `${c}-${built.facts.length}`, component: `component-${c}`, at: iso(at), from: runs, commit: changes[0]?.commit ?? commit(),
        version: null, by: { name, email }, cause: 'promotion', verification: 'passed', incident: false,
        changes, ...more,
      }; // oxfmt-ignore
      runs = fact.commit;
      built.facts.push(fact);
      // What failed before and nobody mended is over with the next sound one.
      if (fact.verification !== 'failed') {
        built.recoveries.push(...waiting.map((since) => at - since));
        waiting = [];
      }
      return fact;
    };
    const batch = (): BroughtChange[] => Array.from({ length: between(1, 12) }, () => change(between(1, 480) * hourMs));

    while (at < Date.parse(year.to) - 3 * dayMs) {
      const ending = endings[between(0, endings.length - 1)] ?? 'good';
      const before: Commit | null = runs;
      const fact = deploy(batch(), ending === 'left' ? { verification: 'failed' } : {});
      const delay = between(1, 23 * 60) * 60_000;
      if (ending === 'innocent') {
        // A fix that was there before the first went out: nobody made it because of that.
        at += 3 * hourMs;
        deploy([change(30 * hourMs, { isFix: true, subject: 'fix: an old one' })]);
      } else if (ending === 'left') {
        built.failed.add(fact.id);
        waiting = [...waiting, at];
      } else if (ending !== 'good') {
        at += delay;
        const lead = Math.floor(delay / 2);
        if (ending === 'rollback') deploy([], { cause: 'rollback', from: fact.commit, commit: before ?? commit() });
        else if (ending === 'revert')
          deploy([
            change(lead, { subject: 'Revert "feat: more"', reverts: [fact.changes.at(-1)?.commit ?? commit()] }),
          ]);
        else deploy([change(lead, { isFix: true, subject: 'fix: that' })]);
        if (ending === 'rollback') built.rework += 1;
        if (ending === 'dismissed') built.judged.set(fact.id, 'dismissed');
        else {
          built.bags.add(fact.id);
          built.failed.add(fact.id);
          built.recoveries.push(delay);
          if (ending !== 'rollback') built.rework += 1;
        }
      }
      at += between(2 * 24, 10 * 24) * hourMs;
    }
    built.unrecovered += waiting.length;
  }
  return built;
};
