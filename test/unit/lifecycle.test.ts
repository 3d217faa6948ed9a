import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import type { JournalRecord } from '../../main/release/record-ports';
import { fold } from '../../main/release/record/fold';
import {
  claimRefusal,
  mayResolve,
  moveFor,
  onLedger,
  resolutionDrafts,
  sendRefusal,
  sendWithinMs,
  unfinished,
  verdictDrafts,
  withdrawDrafts,
  type Move,
  type Noted,
  type OnLedger,
} from '../../main/release/record/lifecycle';
import { candidate, claimed, commit, deployed, sending, signed, uuid, verdict } from '../support/entries';

const [a, b] = [commit('a'), commit('b')];
const about = { environment: 'production', component: 'catalog', deployment: uuid(1) };

//                       journal: nothing          requested         sending
const table: Readonly<Record<OnLedger, readonly [Move, Move, Move]>> = {
  nothing: ['none', 'withdraw', 'withdraw'],
  claimed: ['withdraw-claim', 'withdraw-claim', 'withdraw-claim'],
  sending: ['observe', 'observe', 'observe'],
  withdrawn: ['none', 'close', 'close'],
  deployed: ['none', 'close', 'close'],
  'not-deployed': ['none', 'close', 'close'],
  unknown: ['none', 'close', 'close'],
};
const noted: readonly Noted[] = ['nothing', 'requested', 'sending'];
for (const [state, moves] of Object.entries(table) as [OnLedger, readonly Move[]][])
  test(`what is ${state} on the ledger: ${moves.join(', ')} for a journal that says ${noted.join(', ')}`, () => {
    assert.deepEqual(
      noted.map((each) => moveFor(each, state)),
      moves,
    );
  });

const at = '2026-11-22T12:00:00.000Z';
const requested = (n: number): JournalRecord => ({
  kind: 'requested', at, deployment: uuid(n), promotion: uuid(n + 500), component: 'catalog', stage: 'production',
  environment: 'production', candidate: candidate(a), from: null, cause: 'promotion',
}); // oxfmt-ignore
const noting = (kind: 'sending' | 'withdrawn', n: number): JournalRecord => ({ kind, at, deployment: uuid(n) });
const brief = (records: readonly JournalRecord[]) => unfinished(records).map((u) => [u.requested.deployment, u.noted]);

test('a journal’s unfinished deployments are those it began and did not end, oldest first', () => {
  const ended: JournalRecord = { kind: 'ended', at, deployment: uuid(2), ending: { kind: 'nothing-sent', failure: { kind: 'cancelled' } } }; // oxfmt-ignore
  const all = [requested(1), requested(2), noting('sending', 2), requested(3), noting('sending', 3), ended, requested(4), noting('withdrawn', 4)]; // oxfmt-ignore
  expect(brief(all)).toEqual([
    [uuid(1), 'requested'],
    [uuid(3), 'sending'],
  ]);
  // SENDING without the request it belongs to is no deployment.
  expect(brief([noting('sending', 9)])).toEqual([]);
});

const claiming = { environment: 'production', component: 'catalog', promotion: uuid(900), from: a, recorded: a };

test('an environment that somebody has claimed is refused, with who and since when, whatever the component', () => {
  const record = fold(signed([claimed(1, a, { component: 'web' })]));
  expect(claimRefusal(record, claiming)).toEqual({
    kind: 'claim-held', environment: 'production', component: 'web', by: 'Ana', since: '2026-11-01T10:00:00.000Z',
  }); // oxfmt-ignore
  expect(claimRefusal(fold([]), { ...claiming, recorded: null })).toBeNull();
});

test('a promotion that is on the ledger is not claimed again, however it ended', () => {
  const record = fold(signed(deployed(1, a)));
  expect(claimRefusal(record, { ...claiming, promotion: uuid(501) })).toMatchObject({ kind: 'claim-held' });
  expect(claimRefusal(record, claiming)).toBeNull();
});

test('a deployment that came between the look and the claim has moved what was looked at', () => {
  const record = fold(signed([...deployed(1, a), ...deployed(2, b)]));
  expect(claimRefusal(record, claiming)).toEqual({
    kind: 'moved', environment: 'production', component: 'catalog', seen: a, now: b,
  }); // oxfmt-ignore
  // What was already so when it was looked at is drift, and a rule's to judge; so is what nobody could read.
  expect(claimRefusal(record, { ...claiming, recorded: b })).toBeNull();
  expect(claimRefusal(record, { ...claiming, recorded: undefined })).toBeNull();
  // It runs what was recorded: somebody deployed what was running anyway.
  expect(claimRefusal(record, { ...claiming, from: b })).toBeNull();
});

test('a claim is sent only while it is its own and nobody may have given it up', () => {
  const sent = fold(signed([claimed(1, a), sending(1)]));
  expect(sendRefusal(sent, about, sendWithinMs)).toBeNull();
  expect(sendRefusal(sent, about, sendWithinMs + 1)).toMatchObject({ kind: 'claim-lost', why: 'late' });
  for (const ended of [[], [claimed(1, a)], [claimed(1, a), sending(1), verdict(1, 'not-deployed')]])
    expect(sendRefusal(fold(signed(ended)), about, 0)).toMatchObject({ kind: 'claim-lost', why: 'taken-over' });
});

const told = { ...about, observed: a, text: 'production runs it' };

test('only what is claimed or being sent takes a verdict, and only one', () => {
  const sent = [claimed(1, a), sending(1)];
  const give = (drafts: Parameters<typeof signed>[0]) =>
    verdictDrafts(signed(drafts), { ...told, verdict: 'deployed' }).map((d) => d.kind);
  expect(give([])).toEqual([]);
  expect(give([claimed(1, a)])).toEqual(['verdict']);
  expect(give(sent)).toEqual(['verdict']);
  expect(give([...sent, verdict(1, 'unknown')])).toEqual([]);
  expect(give([...sent, verdict(1, 'deployed')])).toEqual([]);
  expect(give([claimed(2, a), sending(2)])).toEqual([]);
  expect(verdictDrafts(signed(sent), { ...told, verdict: 'unknown' })).toEqual([{ ...told, kind: 'verdict', verdict: 'unknown' }]); // oxfmt-ignore
});

test('a claim is withdrawn only before SENDING', () => {
  const { observed: _observed, ...claim } = told;
  expect(withdrawDrafts(signed([claimed(1, a)]), claim)).toEqual([
    { environment: 'production', component: 'catalog', kind: 'withdrawn', deployment: uuid(1), reason: told.text },
  ]);
  expect(withdrawDrafts(signed([claimed(1, a), sending(1)]), claim)).toEqual([]);
  expect(withdrawDrafts([], claim)).toEqual([]);
});

test('a person resolves what is unknown, once', () => {
  const unknown = [claimed(1, a), sending(1), verdict(1, 'unknown')];
  const resolution = { ...told, verdict: 'deployed' as const };
  const drafts = resolutionDrafts(signed(unknown), resolution);
  expect(drafts).toEqual([{ ...about, observed: a, kind: 'resolved', verdict: 'deployed', reason: told.text }]);
  expect(resolutionDrafts(signed([...unknown, ...drafts]), resolution)).toEqual([]);
  expect(resolutionDrafts(signed([claimed(1, a), sending(1)]), resolution)).toEqual([]);
  expect((Object.keys(table) as OnLedger[]).filter(mayResolve)).toEqual(['unknown']);
});

const step = fc.record({ n: fc.integer({ min: 1, max: 3 }), k: fc.constantFrom('claimed', 'sending', 'verdict', 'unknown', 'resolved') }); // oxfmt-ignore

test('in any story, a verdict or a resolution that is drafted is the end the fold then shows', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const drafts = steps.map(({ n, k }) => {
        if (k === 'claimed') return claimed(n, a);
        if (k === 'sending') return sending(n);
        if (k === 'resolved')
          return { ...about, deployment: uuid(n), kind: 'resolved' as const, verdict: 'deployed' as const, observed: null, reason: 'seen' }; // oxfmt-ignore
        return verdict(n, k === 'verdict' ? 'deployed' : 'unknown');
      });
      const before = onLedger(fold(signed(drafts)), 'catalog', uuid(1));
      const ended = verdictDrafts(signed(drafts), { ...told, verdict: 'not-deployed' });
      const resolved = resolutionDrafts(signed(drafts), { ...told, verdict: 'not-deployed' });
      assert.equal(ended.length > 0, before === 'claimed' || before === 'sending');
      assert.equal(resolved.length > 0, before === 'unknown');
      const after = onLedger(fold(signed([...drafts, ...ended, ...resolved])), 'catalog', uuid(1));
      assert.equal(after, ended.length + resolved.length > 0 ? 'not-deployed' : before);
    }),
  );
});
