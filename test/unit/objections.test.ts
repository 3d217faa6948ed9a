import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { explainText } from '../../contract/explain';
import { objections } from '../../contract/objections';
import { rules } from '../../contract/objection-rules';
import type { ObjectionKind, PromotionFacts } from '../../contract/promotion-facts';
import { eligible, stage } from '../support/promotion-facts';

const b = 'b'.repeat(40);

/** Each rule: facts it objects to, facts that lift it, and, where a fact can be unknown, what unknown does. */
const table: Readonly<
  Record<
    ObjectionKind,
    {
      readonly blocks: Partial<PromotionFacts>;
      readonly lifts: Partial<PromotionFacts>;
      readonly unknown?: Partial<PromotionFacts>;
    }
  >
> = {
  untrusted: { blocks: { trusted: false }, lifts: { trusted: true } },
  'no-candidate': { blocks: { candidate: null }, lifts: {} },
  unreadable: { blocks: { ahead: 'unknown' }, lifts: { ahead: 3 }, unknown: { behind: 'unknown' } },
  'nothing-to-promote': { blocks: { running: 'a'.repeat(40), recorded: 'a'.repeat(40) }, lifts: { running: b } },
  'not-observed': { blocks: { running: 'unknown' }, lifts: { running: null, recorded: null } },
  busy: { blocks: { inFlight: { component: 'web', by: 'Ana' } }, lifts: { inFlight: null } },
  'unknown-verdict': {
    blocks: { unknownVerdict: { since: '2026-11-19T17:00:00.000Z' } },
    lifts: { unknownVerdict: null },
  },
  drifted: { blocks: { running: 'c'.repeat(40) }, lifts: { running: b } },
  rejected: { blocks: { rejected: { by: 'Ana', reason: 'slow' } }, lifts: { rejected: null } },
  faulty: { blocks: { verified: 'failed' }, lifts: { verified: 'passed' } },
  'not-verified': {
    blocks: { verified: 'missing' },
    lifts: { verified: 'none-needed' },
    unknown: { verified: 'unknown' },
  },
  verifying: { blocks: { verified: 'running' }, lifts: { verified: 'passed' } },
  soaking: { blocks: { stage: stage({ soakMs: 7 * 3_600_000 }) }, lifts: { stage: stage({ soakMs: 6 * 3_600_000 }) } },
  'checks-failed': { blocks: { checks: 'failed' }, lifts: { checks: 'passed' } },
  'checks-pending': { blocks: { checks: 'pending' }, lifts: { checks: 'none' }, unknown: { checks: 'unknown' } },
  held: { blocks: { hold: { by: 'Ana', reason: 'rolled back' } }, lifts: { hold: null } },
  locked: {
    blocks: { lock: { by: 'Ana', reason: 'demo', expires: null, mine: false } },
    lifts: { lock: { by: 'Ana', reason: 'demo', expires: null, mine: true } },
  },
  'line-stopped': {
    blocks: { line: { by: 'Ana', reason: 'the database is full' } },
    lifts: { line: null },
    unknown: { line: 'unknown' },
  },
  'sign-offs': {
    blocks: { unsigned: { release: '2026-11-19.1', boxes: ['Client'] } },
    lifts: { unsigned: { release: '2026-11-19.1', boxes: [] } },
  },
  late: {
    blocks: { late: { release: '2026-11-19.1', stage: 'test' } },
    lifts: { late: null },
    unknown: { late: 'unknown' },
  },
  frozen: {
    blocks: { stage: stage({ freeze: [{ days: ['thu'], timezone: 'Europe/Berlin', reason: 'nobody is there' }] }) },
    lifts: { stage: stage({ freeze: [{ days: ['fri'], timezone: 'Europe/Berlin', reason: 'nobody is there' }] }) },
  },
  approvals: { blocks: { stage: stage({ approvals: 1 }) }, lifts: { stage: stage({ approvals: 1 }), approvals: 1 } },
  batch: { blocks: { stage: stage({ batch: 2 }) }, lifts: { stage: stage({ batch: 3 }) } },
  diverged: {
    blocks: { behind: 1, lost: 1 },
    lifts: { behind: 1, lost: 0 },
    unknown: { behind: 1, lost: 'unknown' },
  },
};

test('nothing objects to a candidate that is verified upstream and differs from what runs', () => {
  expect(objections(eligible())).toEqual([]);
});

for (const [kind, { blocks, lifts, unknown }] of Object.entries(table)) {
  test(`${kind} blocks, says why and what lifts it, and is lifted`, () => {
    const found = objections(eligible(blocks)).find((o) => o.kind === kind);
    expect(found?.text).toMatch(/\S{3,}.*\.?$/);
    expect(found?.lifts).toMatch(/\S{3,}/);
    expect(objections(eligible(lifts)).map((o) => o.kind)).not.toContain(kind);
    if (unknown) expect(objections(eligible(unknown)).map((o) => o.kind)).toContain(kind);
  });
}

test('every rule stands in the table above', () => {
  expect(Object.keys(table).sort()).toEqual(Object.keys(rules).sort());
});

test('while the line is stopped that is said first, whatever else objects', () => {
  const line = { by: 'Ana', reason: 'the database is full' };
  for (const [kind, { blocks }] of Object.entries(table)) {
    if (kind === 'untrusted' || kind === 'unreadable') continue;
    const [first] = objections(eligible({ ...blocks, line }));
    expect(first, kind).toMatchObject({
      kind: 'line-stopped',
      text: 'Ana stopped the line: the database is full',
      overridable: false,
    });
  }
});

test('a fact that turns unknown never makes a candidate eligible', () => {
  const unknowable = ['running', 'recorded', 'ahead', 'behind', 'checks', 'verified', 'line'] as const;
  const facts = fc.constantFrom(...Object.values(table).flatMap(({ blocks, lifts }) => [blocks, lifts]));
  fc.assert(
    fc.property(facts, fc.constantFrom(...unknowable), (over, fact) => {
      assert.ok(objections({ ...eligible(over), [fact]: 'unknown' }).length > 0);
    }),
  );
});

test('a lock that has expired does not object', () => {
  const lock = { by: 'Ana', reason: 'demo', expires: '2026-11-19T17:59:59.000Z', mine: false };
  expect(objections(eligible({ lock }))).toEqual([]);
});

test('a freeze of days follows the clock of its time zone, not of this machine', () => {
  // 23:30 UTC on Thursday is Friday in Berlin.
  const freeze = [{ days: ['fri' as const], timezone: 'Europe/Berlin', reason: 'weekend' }];
  const kinds = (now: string) => objections(eligible({ now, stage: stage({ freeze }) })).map((o) => o.kind);
  expect(kinds('2026-11-19T23:30:00.000Z')).toEqual(['frozen']);
  expect(kinds('2026-11-19T22:30:00.000Z')).toEqual([]);
});

test('what lifts several objections is said once', () => {
  const objected = (text: string, lifts: string) => ({ kind: 'sign-offs' as const, text, lifts, overridable: true });
  const sign = 'Have it signed off.';
  const all = [
    objected('Client has not.', sign),
    objected('Support has not.', sign),
    objected('It is Friday.', 'Wait.'),
  ];
  const said = explainText({ kind: 'objected', objections: all });
  expect(said).toContain('Client has not.\nSupport has not.\nIt is Friday.');
  expect(said).toContain(`${sign}\nWait.`);
  expect(said.split(sign)).toHaveLength(2);
});
