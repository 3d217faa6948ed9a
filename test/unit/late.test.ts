import { expect, test } from '@playwright/test';
import type { Commit } from '../../contract/commit';
import type { Draft } from '../../contract/entry';
import { fold } from '../../main/release/record/fold';
import { cutsOf, lateAt as lateOf } from '../../main/release/record/late';
import { unsignedAt } from '../../main/release/record/sign-offs';
import { stage as stageOf } from '../support/promotion-facts';
import { candidate, claimed, commit, deployed, sending, signed, verdict } from '../support/entries';

const [old, cut, newer] = [commit('a'), commit('b'), commit('c')];
const inStaging = { environment: 'staging', component: '' };
const cutOf = (n: number, set: readonly ReturnType<typeof candidate>[]): Draft => ({
  ...inStaging,
  kind: 'cut',
  release: String(n).repeat(64),
  name: `Thursday ${n}`,
  stage: 'staging',
  set: [...set],
});
const upstream = (...drafts: readonly Draft[]) => [fold(signed(drafts))];
const stage = (...drafts: readonly Draft[]) => fold(signed(drafts));
type Asked = Parameters<typeof lateOf>;
const release = { release: '1'.repeat(64) };
const both = [candidate(cut), candidate(cut, 'web')];
const components = ['catalog', 'web', 'basket'].map((name) => ({ name }));
const lateAt = (up: Asked[0], record: Asked[1], one: Asked[2], all = components) => lateOf(up, record, one, all);

test('a candidate that is not in the release on its way is late; the one that is in it is not', () => {
  const up = upstream(cutOf(1, both));
  expect(lateAt(up, stage(), candidate(newer))).toEqual({ release: 'Thursday 1', stage: 'staging' });
  expect(lateAt(up, stage(), candidate(cut))).toBeNull();
});

test('a component outside of the release may go alone', () => {
  expect(lateAt(upstream(cutOf(1, both)), stage(), candidate(newer, 'basket'))).toBeNull();
});

test('once all of the release is there, or was put back, nothing is late any more', () => {
  const up = upstream(cutOf(1, both));
  const there = [
    ...deployed(1, cut, 'passed', release),
    ...deployed(2, cut, 'passed', { ...release, component: 'web' }),
  ];
  expect(lateAt(up, stage(...there.slice(0, 4)), candidate(newer))).toEqual({
    release: 'Thursday 1',
    stage: 'staging',
  });
  expect(lateAt(up, stage(...there), candidate(newer))).toBeNull();
  const back = [claimed(3, old, { ...release, cause: 'redeploy' }), sending(3), verdict(3, 'deployed')];
  expect(lateAt(up, stage(...there.slice(0, 4), ...back), candidate(newer))).toBeNull();
});

test('the next release takes the place of the last; what is in either on its way is not late', () => {
  const up = upstream(cutOf(1, both), cutOf(2, [candidate(newer), candidate(cut, 'web')]));
  expect(lateAt(up, stage(), candidate(newer))).toBeNull();
  expect(lateAt(up, stage(), candidate(cut))).toBeNull();
  expect(lateAt(up, stage(), candidate(old))).toEqual({ release: 'Thursday 2', stage: 'staging' });
});

test('without a release, a ledger or a candidate nothing is late', () => {
  expect(lateAt(upstream(), stage(), candidate(newer))).toBeNull();
  expect(lateAt([], stage(), candidate(newer))).toBeNull();
  expect(lateAt(upstream(cutOf(1, both)), null, candidate(newer))).toBeNull();
  expect(lateAt(upstream(cutOf(1, both)), stage(), null)).toBeNull();
});

test('a stage that asks for sign-offs names the boxes that are open, of the release that holds the candidate', () => {
  const client = { ...stageOf({}), signoffs: ['Client', 'Support'] };
  const signed = (box: string): Draft => ({ ...inStaging, kind: 'signed-off', release: '1'.repeat(64), box, note: '' });
  const asks = (candidateIs: Commit, ...drafts: readonly Draft[]) =>
    unsignedAt(upstream(cutOf(1, both), ...drafts), client, candidate(candidateIs));
  expect(asks(newer)).toEqual({ release: null, boxes: ['Client', 'Support'] });
  expect(asks(cut)).toEqual({ release: 'Thursday 1', boxes: ['Client', 'Support'] });
  expect(asks(cut, signed('Client'), signed('Client'))).toEqual({ release: 'Thursday 1', boxes: ['Support'] });
  expect(asks(cut, signed('Client'), signed('Support')).boxes).toEqual([]);
  expect(unsignedAt(upstream(), stageOf({}), candidate(newer)).boxes).toEqual([]);
});

test('what the workspace has no more keeps no release under way', () => {
  const up = upstream(cutOf(1, both));
  const web = deployed(2, cut, 'passed', { ...release, component: 'web' });
  const next = candidate(newer, 'web');
  expect(lateAt(up, stage(...web), next)).not.toBeNull();
  expect(lateAt(up, stage(...web), next, [{ name: 'web' }])).toBeNull();
});

test('a release of which one part moved alone and the rest was put back is over', () => {
  const there = [
    ...deployed(1, cut, 'passed', release),
    ...deployed(2, cut, 'passed', { ...release, component: 'web' }),
  ];
  const alone = deployed(3, newer, 'passed', { component: 'web' });
  const back = [claimed(4, old, { ...release, cause: 'redeploy' }), sending(4), verdict(4, 'deployed')];
  const up = upstream(cutOf(1, both));
  expect(lateAt(up, stage(...there, ...alone, ...back), candidate(newer))).toBeNull();
  // Of one that never wholly went, a part that moved alone is no putting back.
  expect(
    lateAt(up, stage(...deployed(2, cut, 'passed', { ...release, component: 'web' }), ...alone), candidate(newer)),
  ).not.toBeNull();
});

test('which release is the newest is said by the ledger, whatever the clocks of those who cut them say', () => {
  const [ahead, right] = signed([cutOf(1, both), cutOf(2, both)]);
  if (!ahead || !right) throw new Error('two were signed');
  const record = fold([{ ...ahead, at: '2027-01-01T00:00:00.000Z' }, right]);
  const other = fold(signed([cutOf(3, both)]));
  expect(cutsOf([record]).map(({ name }) => name)).toEqual(['Thursday 1', 'Thursday 2']);
  expect(cutsOf([record, other]).map(({ name }) => name)).toEqual(['Thursday 3', 'Thursday 1', 'Thursday 2']);
});
