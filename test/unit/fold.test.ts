import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { componentRecord, fold, unknownVerdict } from '../../main/release/record/fold';
import { rollbackTarget } from '../../main/release/record/rollback-target';
import { verificationState } from '../../main/release/record/verification-state';
import { claimed, commit, deployed, sending, signed, uuid, verdict, verification } from '../support/entries';

const needs = { component: true, environment: false };
const [a, b, c] = [commit('a'), commit('b'), commit('c')];
const of = (drafts: Parameters<typeof signed>[0]) => fold(signed(drafts));
const catalog = (drafts: Parameters<typeof signed>[0]) => componentRecord(of(drafts), 'catalog');

test('what was deployed last is what is recorded', () => {
  expect(catalog([...deployed(1, a), ...deployed(2, b)]).recorded?.commit).toBe(b);
});

test('a deployment that did not go out changes nothing of what is recorded', () => {
  const record = catalog([...deployed(1, a), claimed(2, b), sending(2), verdict(2, 'not-deployed')]);
  expect(record.recorded?.commit).toBe(a);
  expect(record.deployments.map((d) => d.state)).toEqual(['deployed', 'not-deployed']);
});

test('a claim stays open until its verdict, and a second claim meanwhile is not the environment’s', () => {
  const open = of([claimed(1, a), sending(1), claimed(2, b)]);
  expect(open.claim?.id).toBe(uuid(1));
  expect(of([claimed(1, a), sending(1), claimed(2, b), verdict(1, 'deployed')]).claim).toBeNull();
});

test('a verdict is final: a second one changes nothing', () => {
  const record = catalog([claimed(1, a), sending(1), verdict(1, 'deployed'), verdict(1, 'not-deployed')]);
  expect(record.deployments[0]?.state).toBe('deployed');
});

test('an unknown verdict stays until somebody resolves it', () => {
  const drafts = [claimed(1, a), sending(1), verdict(1, 'unknown')];
  expect(unknownVerdict(catalog(drafts))?.id).toBe(uuid(1));
  const resolved = { environment: 'production', component: 'catalog', kind: 'resolved', deployment: uuid(1), verdict: 'deployed', observed: a, reason: 'saw it' } as const; // oxfmt-ignore
  const record = catalog([...drafts, resolved]);
  expect(unknownVerdict(record)).toBeNull();
  expect(record.recorded?.commit).toBe(a);
});

test('a rollback that went out marks what it left as faulty and as rolled back', () => {
  const record = catalog([...deployed(1, a), ...deployed(2, b), ...deployed(3, a, 'passed', { cause: 'rollback' })]);
  expect(record.deployments[1]).toMatchObject({ faulty: true, rolledBackBy: uuid(3) });
  expect(record.recorded?.commit).toBe(a);
});

test('rolls back to the last verified candidate, past a faulty one', () => {
  const record = of([...deployed(1, a), ...deployed(2, b, 'failed'), ...deployed(3, c)]);
  expect(rollbackTarget(record, 'catalog', c, needs)?.commit).toBe(a);
});

test('never rolls back a rollback to what it left', () => {
  const rejected = {
    environment: 'production',
    component: 'catalog',
    kind: 'rejected',
    commit: c,
    reason: 'bad',
  } as const;
  const record = of([
    ...deployed(1, a),
    ...deployed(2, b),
    ...deployed(3, c),
    rejected,
    ...deployed(4, b, 'passed', { cause: 'rollback' }),
  ]);
  expect(rollbackTarget(record, 'catalog', b, needs)?.commit).toBe(a);
  expect(rollbackTarget(record, 'catalog', a, needs)).toBeNull();
});

test('a verification of the whole that fails is the fault of the component that was deployed, not of its neighbours', () => {
  const whole = { scope: 'environment', set: { catalog: a, web: b } } as const;
  const both = { component: false, environment: true };
  const before = verification(1, a, 'passed', whole);
  const record = of([
    ...deployed(1, a),
    before,
    ...deployed(2, b, 'passed', { component: 'web' }),
    verification(2, b, 'failed', { ...whole, component: 'web' }),
  ]);
  expect(verificationState(record, 'web', b, both).outcome).toBe('failed');
  expect(verificationState(record, 'catalog', a, both).outcome).toBe('passed');
});

test('a candidate is verified only when everything that is needed has passed', () => {
  const record = of(deployed(1, a));
  expect(verificationState(record, 'catalog', a, { component: true, environment: true }).outcome).toBe('missing');
  expect(verificationState(record, 'catalog', a, { component: false, environment: false }).outcome).toBe('none-needed');
});

const anyDraft = fc.oneof(
  fc.record({
    n: fc.integer({ min: 1, max: 4 }),
    k: fc.constantFrom('claimed', 'sending', 'deployed', 'unknown', 'passed', 'failed'),
  }),
);
const story = fc.array(anyDraft, { maxLength: 30 }).map((steps) =>
  steps.map(({ n, k }) => {
    const which = commit(String(n));
    if (k === 'claimed') return claimed(n, which);
    if (k === 'sending') return sending(n);
    if (k === 'passed' || k === 'failed') return verification(n, which, k);
    return verdict(n, k === 'deployed' ? 'deployed' : 'unknown');
  }),
);

test('a deployment that ended is not opened again by a second claim of the same name', () => {
  const record = of([claimed(1, a), sending(1), verdict(1, 'deployed'), claimed(1, a)]);
  expect(record.claim).toBeNull();
  expect(record.components.get('catalog')?.deployments.map((d) => d.state)).toEqual(['deployed']);
});

test('the fold is deterministic, and an entry seen twice counts once', () => {
  fc.assert(
    fc.property(story, (drafts) => {
      const entries = signed(drafts);
      assert.deepEqual(fold(entries), fold(entries));
      assert.deepEqual(fold([...entries, ...entries]), fold(entries));
    }),
  );
});

test('in any story at most one deployment is open, and it is the claim', () => {
  fc.assert(
    fc.property(story, (drafts) => {
      const record = of(drafts);
      const all = [...record.components.values()].flatMap((r) => r.deployments);
      const open = all.filter((d) => d.state === 'claimed' || d.state === 'sending');
      assert.ok(open.length <= 1);
      assert.equal(record.claim?.id ?? null, open[0]?.id ?? null);
    }),
  );
});
