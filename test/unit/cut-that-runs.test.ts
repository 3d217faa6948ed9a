import { expect, test } from '@playwright/test';
import type { Candidate } from '../../contract/candidate';
import type { Commit } from '../../contract/commit';
import { fold } from '../../main/release/record/fold';
import { cutThatRuns } from '../../main/release/record/cut-that-runs';
import { cutsOf } from '../../main/release/record/late';
import { candidate, commit, signed } from '../support/entries';

const [old, fresh] = [commit('a'), commit('b')];
const cutOf = (n: number, set: readonly Candidate[]) => ({
  environment: 'test', component: '', kind: 'cut' as const, release: String(n).repeat(64), name: `Thursday ${n}`, stage: 'test', set: [...set],
}); // oxfmt-ignore
const cuts = cutsOf([
  fold(
    signed([
      cutOf(1, [candidate(old), candidate(fresh, 'web')]),
      cutOf(2, [candidate(fresh), candidate(fresh, 'web')]),
      cutOf(3, [candidate(fresh)]),
      cutOf(4, [candidate(fresh), { ...candidate(fresh, 'web'), config: 'c'.repeat(40) }]),
    ]),
  ),
]);
const named = (runs: Readonly<Record<string, Commit | null>>): string | null =>
  cutThatRuns(cuts, new Map(Object.entries(runs)))?.name ?? null;

test('what runs is called after the release that was cut of it, the newest where there are several', () => {
  expect(named({ catalog: old, web: fresh })).toBe('Thursday 1');
  expect(named({ catalog: fresh, web: fresh })).toBe('Thursday 4');
});

test('it is no release where one component runs another commit, or nothing, or is not in the set', () => {
  expect(named({ catalog: old, web: old })).toBeNull();
  expect(named({ catalog: old, web: null })).toBeNull();
  expect(named({ catalog: old, web: fresh, basket: fresh })).toBeNull();
});

test('what the stage does not have counts for nothing, nor what runs nothing and was not cut', () => {
  expect(named({ catalog: old })).toBe('Thursday 1');
  expect(named({ catalog: old, web: fresh, basket: null })).toBe('Thursday 1');
});

test('without a cut, or without anything that runs, there is no release', () => {
  expect(cutThatRuns([], new Map([['catalog', old]]))).toBeNull();
  expect(named({})).toBeNull();
  expect(named({ basket: null })).toBeNull();
});
