import { expect, test } from '@playwright/test';
import type { Draft } from '../../contract/entry';
import { componentRecord, emptyRecord, fold } from '../../main/release/record/fold';
import {
  ana,
  candidate,
  claimed,
  commit,
  deployed,
  sending,
  signed,
  uuid,
  verdict,
  verification,
} from '../support/entries';

const [a, b] = [commit('a'), commit('b')];
const about = { environment: 'production', component: 'catalog' };
const of = (drafts: readonly Draft[]) => fold(signed(drafts));
const catalog = (drafts: readonly Draft[]) => componentRecord(of(drafts), 'catalog');
const first = (drafts: readonly Draft[]) => catalog(drafts).deployments[0];
/** What `signed` writes: a minute an entry. */
const minute = (n: number): string => `2026-11-01T10:0${n}:00.000Z`;
const noted = (n: number, reason: string) => ({ by: ana, at: minute(n), reason });

test('an empty ledger says nothing of anybody', () => {
  const [cuts, signOffs, notes, judged, incidents, checks] = Array.from({ length: 6 }, () => new Map());
  const whole = { cuts, signOffs, notes, line: null, judged, incidents, handOver: null, checks };
  expect(fold([])).toEqual({ components: new Map(), claim: null, verifications: [], ...whole });
  const nothing = { deployments: [], recorded: null, hold: null, lock: null, rejected: new Map(), approvals: [] };
  expect(componentRecord(fold([]), 'catalog')).toEqual(nothing);
  expect(emptyRecord).toEqual(nothing);
  expect(catalog([{ ...about, kind: 'resumed', reason: '' }])).toEqual(nothing);
});

const begun = {
  id: uuid(1), promotion: uuid(501), component: 'catalog', stage: 'production', environment: 'production',
  candidate: candidate(a), from: null, cause: 'promotion', by: ana, machine: 'desk', at: minute(0), changes: 3, release: null, reason: null,
  overrides: [], state: 'claimed', endedAt: null, text: null, verification: null, results: [], faulty: false, rolledBackBy: null,
}; // oxfmt-ignore

test('a claim says who wants what where, and since when', () => {
  expect(of([claimed(1, a)]).claim).toEqual(begun);
  expect(first([claimed(1, a)])).toEqual(begun);
});

const withdrawn = { ...about, kind: 'withdrawn', deployment: uuid(1), reason: 'nothing sent' } as const;
const resolved = { ...about, kind: 'resolved', deployment: uuid(1), verdict: 'not-deployed', observed: b, reason: 'seen' } as const; // oxfmt-ignore

test('a deployment ends by what came first, with its time and its words; what comes out of turn changes nothing', () => {
  const end = { state: 'withdrawn', endedAt: minute(1), text: 'nothing sent' };
  expect(first([claimed(1, a), withdrawn])).toEqual({ ...begun, ...end });
  expect(first([claimed(1, a), withdrawn, sending(1), verdict(1, 'deployed'), resolved])).toMatchObject(end);
  expect(first([claimed(1, a), sending(1), withdrawn])?.state).toBe('sending');
  const told = { state: 'not-deployed', endedAt: minute(1), text: 'not-deployed' };
  expect(first([claimed(1, a), verdict(1, 'not-deployed'), sending(1), withdrawn, resolved])).toMatchObject(told);
  expect(first([sending(1), verdict(1, 'deployed'), resolved])).toBeUndefined();
});

test('a person’s word counts for what is unknown, or is being sent, once', () => {
  const said = { state: 'not-deployed', text: 'seen' };
  const twice = { ...resolved, verdict: 'deployed', reason: 'no' } as const;
  expect(first([claimed(1, a), sending(1), verdict(1, 'unknown'), resolved, twice])).toMatchObject(said);
  expect(first([claimed(1, a), sending(1), resolved])).toMatchObject({ ...said, endedAt: minute(2) });
  expect(first([claimed(1, a), resolved])?.state).toBe('claimed');
});

test('what is recorded is what was deployed last, or what somebody adopted', () => {
  const common = { version: null, by: ana };
  expect(catalog(deployed(1, a)).recorded).toEqual({
    ...common, commit: a, at: minute(2), since: minute(2), deployment: uuid(1), cause: 'promotion',
  }); // oxfmt-ignore
  expect(catalog([...deployed(1, a), { ...about, kind: 'adopted', commit: b, reason: '' }]).recorded).toEqual({
    ...common, commit: b, at: minute(4), since: minute(4), deployment: null, cause: 'adopted',
  }); // oxfmt-ignore
});

test('holds, locks, rejections and approvals say who, when and why, until they are lifted', () => {
  const lock = { ...about, kind: 'locked', reason: 'freeze', expires: null } as const;
  const held = { ...about, kind: 'held', reason: 'prices' } as const;
  expect(catalog([held, lock])).toMatchObject({ hold: noted(0, 'prices'), lock: { ...noted(1, 'freeze'), expires: null } }); // oxfmt-ignore
  const lifted: readonly Draft[] = [held, lock, { ...about, kind: 'resumed', reason: '' }, { ...about, kind: 'unlocked', reason: '' }]; // oxfmt-ignore
  expect(catalog(lifted)).toMatchObject({ hold: null, lock: null });
  expect(catalog([{ ...about, kind: 'rejected', commit: a, reason: 'slow' }]).rejected).toEqual(new Map([[a, noted(0, 'slow')]])); // oxfmt-ignore
  const approved = { ...about, kind: 'approved', candidate: 'x', stage: 'production', from: a } as const;
  expect(catalog([approved]).approvals).toMatchObject([approved]);
});

const went = [claimed(1, a), sending(1), verdict(1, 'deployed')];
const whole = { scope: 'environment' } as const;

test('of a deployment’s verifications the last of each scope counts, and the worse of the two', () => {
  const passed = verification(1, a, 'passed');
  const failed = verification(1, a, 'failed', whole);
  expect(first([...went, passed])).toMatchObject({
    verification: 'passed',
    faulty: false,
    results: [{ passed: true }],
  });
  expect(first([...went, passed, failed])).toMatchObject({ verification: 'failed', faulty: true, results: [{}, {}] });
  expect(first([...went, passed, failed, verification(1, a, 'passed', whole)])?.verification).toBe('passed');
  expect(first([...went, verification(1, a, 'void'), verification(1, a, 'passed', whole)])?.verification).toBe('void');
  expect(first([...went, verification(1, a, 'void'), failed])?.verification).toBe('failed');
});

test('a verification is kept; where no deployment asked for it, none is changed by it', () => {
  const nobody = verification(1, a, 'failed', { deployment: null });
  const record = of([...went, nobody]);
  expect(record.verifications).toMatchObject([nobody]);
  expect(componentRecord(record, 'catalog').deployments[0]).toMatchObject({ verification: null, faulty: false });
});

test('what a rollback left stays faulty, whatever a later verification of it says', () => {
  const drafts = [...deployed(1, a), ...deployed(2, b), ...deployed(3, a, 'passed', { cause: 'rollback' })];
  const left = catalog([...drafts, verification(2, b, 'passed')]).deployments[1];
  expect(left).toMatchObject({ faulty: true, rolledBackBy: uuid(3), verification: 'passed' });
  expect(first(drafts)).toMatchObject({ faulty: false, rolledBackBy: null });
});

test('what other components put on record leaves an open claim open', () => {
  const web = { environment: 'production', component: 'web' };
  const { claim } = of([claimed(1, a), { ...web, kind: 'held', reason: '' }, { ...web, kind: 'resumed', reason: '' }]);
  expect(claim?.id).toBe(uuid(1));
});
