import type { BrownPaperBag, ComponentFigures, NamedBag, PersonFigures, Week } from '../../../contract/insights';
import type { Note } from '../../../contract/note';
import { dayMs } from '../../../contract/span';
import { usualBatch } from './batches';
import { byComponent } from './brown-paper-bags';
import type { DeploymentFact } from './deployment-fact';
import type { Span } from './dora';
import type { Judged } from './judged';
import { median } from './quantile';

const weekMs = 7 * dayMs;

const countOf = <T>(all: readonly T[], which: (one: T) => boolean): number => all.filter(which).length;

/** Whole weeks that end with the span; the oldest one may begin before it. */
export const weeksOf = (facts: readonly DeploymentFact[], { from, to }: Span, judged: Judged): readonly Week[] => {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  const many = Math.ceil((end - start) / weekMs);
  const weeks = Array.from({ length: many }, (): DeploymentFact[] => []);
  for (const fact of facts) {
    const ms = Date.parse(fact.at);
    if (ms >= start && ms < end) weeks[many - Math.ceil((end - ms) / weekMs)]?.push(fact);
  }
  return weeks.map((own, i) => ({
    from: new Date(end - (many - i) * weekMs).toISOString(),
    deployments: own.length,
    failed: countOf(own, (fact) => judged.failed(fact.id)),
    bags: countOf(own, (fact) => judged.bags.has(fact.id)),
  }));
};

/** Of each component that was deployed, by name; `usualBatch` is learned from `all` that is known of it. */
export const componentFigures = (
  facts: readonly DeploymentFact[],
  all: readonly DeploymentFact[],
  judged: Judged,
): readonly ComponentFigures[] => {
  const histories = byComponent(all);
  return [...byComponent(facts)]
    .map(([component, own]) => {
      const carrying = own.filter((fact) => fact.cause !== 'rollback' && fact.changes.length > 0);
      return {
        component,
        deployments: own.length,
        failed: countOf(own, (fact) => judged.failed(fact.id)),
        bags: countOf(own, (fact) => judged.bags.has(fact.id)),
        leadTime: median(carrying.flatMap(({ at, changes }) => changes.map((c) => Date.parse(at) - Date.parse(c.at)))),
        batch: median(carrying.map((fact) => fact.changes.length)),
        usualBatch: usualBatch(histories.get(component) ?? []),
      };
    })
    .sort((a, b) => a.component.localeCompare(b.component, 'en'));
};

/** Who deployed what, most often first; a person is told by the address they commit with. */
export const peopleFigures = (facts: readonly DeploymentFact[]): readonly PersonFigures[] => {
  const all = new Map<string, DeploymentFact[]>();
  for (const fact of facts) {
    const own = all.get(fact.by.email) ?? [];
    own.push(fact);
    all.set(fact.by.email, own);
  }
  return [...all.values()]
    .flatMap((own): readonly PersonFigures[] => {
      const last = own.reduce((newest, fact) => (fact.at > newest.at ? fact : newest));
      const components = [...new Set(own.map((fact) => fact.component))].sort((a, b) => a.localeCompare(b, 'en'));
      return [{ person: last.by, deployments: own.length, components, last: last.at }];
    })
    .sort((a, b) => b.deployments - a.deployments || a.person.name.localeCompare(b.person.name, 'en'));
};

/** With the names people know them by and what was said of them, newest first. */
export const namedBags = (
  facts: readonly DeploymentFact[],
  bags: readonly BrownPaperBag[],
  judged: ReadonlyMap<string, Note>,
): readonly NamedBag[] => {
  const known = new Map(facts.map((fact) => [fact.id, fact]));
  return bags
    .flatMap((bag): readonly NamedBag[] => {
      const fact = known.get(bag.deployment);
      if (!fact) return [];
      const said = judged.get(bag.deployment);
      const note = said ? { by: said.by, at: said.at, reason: said.reason } : null;
      return [{ ...bag, commit: fact.commit, version: fact.version, by: fact.by, judged: note }];
    })
    .reverse();
};
