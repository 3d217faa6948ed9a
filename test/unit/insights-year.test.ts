import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { batchSizes } from '../../main/release/insights/batches';
import { brownPaperBags, isBag } from '../../main/release/insights/brown-paper-bags';
import { dora } from '../../main/release/insights/dora';
import { componentFigures, peopleFigures, weeksOf } from '../../main/release/insights/figures';
import { judgedBy } from '../../main/release/insights/judged';
import { buildYear, year } from '../support/insights-year';

/** The middle one, or the middle between the middle two; written down apart from the product's. */
const middle = (values: readonly number[]): number | null => {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  if (sorted.length === 0) return null;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
};

test('of a year of 20 components every figure is what the year was made of', () => {
  let deployments = 0;
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const built = buildYear(seed, 20);
      // Whatever the order in which the ledger's branches were read.
      const facts = [...built.facts].reverse();
      const bags = brownPaperBags(facts, built.judged);
      const found = dora(facts, bags, year);
      deployments += facts.length;
      assert.deepEqual(new Set(bags.filter(isBag).map((bag) => bag.deployment)), built.bags);
      assert.deepEqual(found.changeLeadTime, { value: middle(built.leads), of: built.leads.length });
      assert.deepEqual(found.deploymentFrequency, { value: facts.length / 365, of: facts.length });
      assert.deepEqual(found.changeFailRate, { value: built.failed.size / facts.length, of: facts.length });
      assert.deepEqual(found.failedDeploymentRecoveryTime, {
        value: middle(built.recoveries),
        of: built.recoveries.length,
      });
      assert.deepEqual(found.deploymentReworkRate, { value: built.rework / facts.length, of: facts.length });
      assert.equal(found.unrecovered, built.unrecovered);
      const judged = judgedBy(facts, bags);
      const weeks = weeksOf(facts, year, judged);
      const sum = (of: (week: (typeof weeks)[number]) => number): number => weeks.reduce((n, week) => n + of(week), 0);
      assert.deepEqual([sum((w) => w.deployments), sum((w) => w.failed), sum((w) => w.bags)], [facts.length, built.failed.size, built.bags.size]); // oxfmt-ignore
      for (const [i, week] of weeks.entries()) {
        const end = weeks[i + 1]?.from ?? year.to;
        // In this form the order of the texts is that of the times.
        assert.equal(week.deployments, facts.filter(({ at }) => week.from <= at && at < end).length);
      }
      const components = componentFigures(facts, facts, judged);
      assert.equal(components.length, 20);
      for (const { component, leadTime, deployments: many } of components) {
        assert.equal(leadTime, middle(built.leadsOf.get(component) ?? []));
        assert.equal(many, facts.filter((fact) => fact.component === component).length);
      }
      const made = peopleFigures(facts).map((one) => [one.person.email, one.deployments] as const);
      assert.deepEqual(new Map(made), built.madeBy);
      const sizes = batchSizes(facts, (id) => built.failed.has(id));
      const batches = facts.filter((fact) => fact.changes.length > 0);
      assert.equal(
        sizes.reduce((sum, size) => sum + size.deployments, 0),
        batches.length,
      );
      assert.equal(
        sizes.reduce((sum, size) => sum + size.failed, 0),
        built.failed.size,
      );
    }),
    { numRuns: 25 },
  );
  expect(deployments).toBeGreaterThan(30_000);
});
