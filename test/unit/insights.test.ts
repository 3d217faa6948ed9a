import { expect, test } from '@playwright/test';
import { commitSchema, type Commit } from '../../contract/commit';
import type { Judgement } from '../../contract/insights';
import type { BroughtChange } from '../../main/release/git-ports';
import type { DeploymentFact } from '../../main/release/insights/deployment-fact';
import { isLarge, usualBatch } from '../../main/release/insights/batches';
import { brownPaperBags, learnedWindowMs } from '../../main/release/insights/brown-paper-bags';
import { dora } from '../../main/release/insights/dora';
import { quantile } from '../../main/release/insights/quantile';

const hourMs = 3_600_000;
const start = Date.parse('2026-03-02T09:00:00.000Z');
const iso = (hours: number): string => new Date(start + hours * hourMs).toISOString();
const commitOf = (n: number): Commit => commitSchema.parse(n.toString(16).padStart(40, '0'));
const span = { from: iso(-24), to: iso(24 * 29) };

const change = (n: number, hours: number, more: Partial<BroughtChange> = {}): BroughtChange => ({
  commit: commitOf(n), at: iso(hours), subject: 'feat: more', isFix: false, reverts: [], ...more,
}); // oxfmt-ignore

const deployed = (n: number, hours: number, more: Partial<DeploymentFact> = {}): DeploymentFact => ({
  id: `d${n}`, component: 'catalog', at: iso(hours), from: commitOf(n - 1), commit: commitOf(n), version: null,
  by: { name: 'Ana', email: 'ana@shop.example' }, cause: 'promotion', verification: 'passed', incident: false,
  changes: [change(n, hours - 10)], ...more,
}); // oxfmt-ignore

test('a fix that was made before a deployment says nothing of it; one that was made after it does, with its commit', () => {
  const fix = (hours: number) => deployed(2, 3, { changes: [change(20, hours, { isFix: true, subject: 'fix: it' })] });
  expect(brownPaperBags([deployed(1, 0), fix(-1)])).toEqual([]);
  expect(brownPaperBags([deployed(1, 0), fix(2)])).toMatchObject([
    { deployment: 'd1', evidence: [{ kind: 'fix', deployment: 'd2', commit: commitOf(20), subject: 'fix: it' }] },
  ]);
});

test('a fix mends what went out last; a revert names what it mends, however many went between', () => {
  const later = [change(30, 5, { isFix: true }), change(31, 5, { reverts: [commitOf(1)] })];
  const bags = brownPaperBags([deployed(1, 0), deployed(2, 2), deployed(3, 6, { changes: later })]);
  expect(bags.map((bag) => [bag.deployment, bag.evidence.map((one) => one.kind)])).toEqual([
    ['d1', ['revert']],
    ['d2', ['fix']],
  ]);
});

test('a deployment that an incident was opened of has failed, and is over with the next sound one', () => {
  const facts = [deployed(1, 0), deployed(2, 1, { incident: true }), deployed(3, 5)];
  const { changeFailRate, failedDeploymentRecoveryTime } = dora(facts, brownPaperBags(facts), span);
  expect(changeFailRate).toEqual({ value: 1 / 3, of: 3 });
  expect(failedDeploymentRecoveryTime).toEqual({ value: 4 * hourMs, of: 1 });
});

test('what another component does is no evidence, and neither is what comes after the window', () => {
  const undone = { cause: 'rollback', from: commitOf(1), changes: [] } as const;
  expect(brownPaperBags([deployed(1, 0), deployed(2, 1, { ...undone, component: 'web' })])).toEqual([]);
  expect(brownPaperBags([deployed(1, 0), deployed(2, 25, undone)])).toEqual([]);
  expect(brownPaperBags([deployed(1, 0), deployed(2, 24, undone)])).toHaveLength(1);
});

test('a person’s word counts: what is dismissed did not fail, what is confirmed without evidence did', () => {
  const facts = [
    deployed(1, 0),
    deployed(2, 1, { cause: 'rollback', from: commitOf(1), changes: [] }),
    deployed(3, 90),
  ];
  const failRate = (judged: readonly (readonly [string, Judgement])[]) =>
    dora(facts, brownPaperBags(facts, new Map(judged)), span).changeFailRate.value;
  expect(failRate([])).toBe(1 / 3);
  expect(failRate([['d1', 'dismissed']])).toBe(0);
  expect(failRate([['d3', 'confirmed']])).toBe(2 / 3);
});

test('a component whose mends come within two hours is not watched for a day', () => {
  const facts = Array.from({ length: 6 }, (_none, n) => [
    deployed(n * 2 + 1, n * 100),
    deployed(n * 2 + 2, n * 100 + 2, { cause: 'rollback', from: commitOf(n * 2 + 1), changes: [] }),
  ]).flat();
  const judged = new Map(facts.map((fact) => [fact.id, 'confirmed'] as const));
  expect(learnedWindowMs(facts, judged)).toBe(3 * hourMs);
  expect(learnedWindowMs(facts, new Map([['d1', 'confirmed']]))).toBeNull();
  const late = [deployed(91, 700), deployed(92, 710, { cause: 'rollback', from: commitOf(91), changes: [] })];
  expect(brownPaperBags(late).map((bag) => bag.deployment)).toEqual(['d91']);
  expect(brownPaperBags([...facts, ...late], judged).map((bag) => bag.deployment)).not.toContain('d91');
});

test('nothing to count is no figure, and a failure that nobody has mended is said, not averaged', () => {
  expect(dora([], [], span)).toMatchObject({ changeLeadTime: { value: null, of: 0 }, changeFailRate: { value: null } });
  const bad = [deployed(1, 0, { verification: 'failed' })];
  expect(dora(bad, brownPaperBags(bad), span)).toMatchObject({
    changeFailRate: { value: 1 },
    failedDeploymentRecoveryTime: { value: null, of: 0 },
    unrecovered: 1,
  });
});

test('large is what is large for this component, and too little history says nothing', () => {
  const own = Array.from({ length: 10 }, (_none, n) =>
    deployed(n + 1, n * 30, { changes: Array.from({ length: (n % 3) + 1 }, (_change, i) => change(n * 10 + i, 0)) }),
  );
  expect(usualBatch(own)).toBe(3);
  expect([3, 4, 5, 20].map((changes) => isLarge(3, changes))).toEqual([false, false, true, true]);
  expect(usualBatch(own.slice(0, 7))).toBeNull();
});

test('a quantile lies between its neighbours in proportion', () => {
  expect([0, 0.5, 0.75, 1].map((share) => quantile([4, 1, 3, 2], share))).toEqual([1, 2.5, 3.25, 4]);
  expect(quantile([], 0.5)).toBeNull();
});
