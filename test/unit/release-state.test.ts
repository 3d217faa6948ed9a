import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import type { Draft } from '../../contract/entry';
import { releaseContents } from '../../contract/release';
import { openText } from '../../contract/words/release';
import { fold } from '../../main/release/record/fold';
import { inOrder } from '../../main/release/releases/order';
import { stateOfAll, stepsOf } from '../../main/release/record/release-state';
import { candidate, claimed, commit, sending, signed, verdict, verification } from '../support/entries';

const release = 'e'.repeat(64);
const [old, fresh, other] = [commit('a'), commit('b'), commit('c')];
const set = [candidate(fresh, 'catalog'), candidate(fresh, 'web')];
const order = ['catalog', 'web'];

/** One deployment with everything it leaves on the ledger; `ours`: it was a part of the release. */
const went = (
  n: number,
  component: string,
  what: { readonly to?: typeof old; readonly ours?: boolean; readonly bad?: boolean; readonly verdict?: 'deployed' | 'not-deployed' | 'unknown' | null }, // oxfmt-ignore
): readonly Draft[] => {
  const to = what.to ?? fresh;
  const ended = what.verdict === undefined ? 'deployed' : what.verdict;
  return [
    claimed(n, to, { component, candidate: candidate(to, component), release: what.ours === false ? null : release }),
    sending(n, component),
    ...(ended === null ? [] : [verdict(n, ended, component)]),
    ...(what.bad ? [verification(n, to, 'failed', { component })] : []),
  ];
};

const after = (...drafts: readonly (readonly Draft[])[]) => {
  const steps = stepsOf(fold(signed(drafts.flat())), release, set, order);
  return {
    state: stateOfAll(steps),
    steps: steps.map((step) => step.state),
    back: steps.map((s) => s.brought !== null),
  };
};

test('a release waits until something of it went out, also where a try did not', () => {
  expect(after()).toMatchObject({ state: 'waiting', steps: ['waiting', 'waiting'] });
  expect(after(went(1, 'catalog', { verdict: 'not-deployed' }))).toMatchObject({
    state: 'waiting',
    steps: ['failed', 'waiting'],
  });
});

test('it is partly deployed where something of it is there and not all of it, for whatever reason', () => {
  const there = went(1, 'catalog', {});
  expect(after(there)).toMatchObject({ state: 'partly-deployed', steps: ['there', 'waiting'], back: [true, false] });
  for (const [what, step] of [
    [{ verdict: 'not-deployed' }, 'failed'],
    [{ verdict: 'unknown' }, 'unknown'],
    [{ bad: true }, 'faulty'],
  ] as const)
    expect(after(there, went(2, 'web', what))).toMatchObject({ state: 'partly-deployed', steps: ['there', step] });
});

test('it is on its way while one of it is, and deployed when all of it is there, whoever brought it', () => {
  expect(after(went(1, 'catalog', {}), went(2, 'web', { verdict: null }))).toMatchObject({ state: 'on-its-way' });
  expect(after(went(1, 'catalog', {}), went(2, 'web', {}))).toMatchObject({ state: 'deployed', back: [true, true] });
  expect(after(went(1, 'catalog', { ours: false }), went(2, 'web', {}))).toMatchObject({
    state: 'deployed',
    back: [false, true],
  });
});

test('a component that moved alone afterwards is said to have, and is not put back', () => {
  expect(after(went(1, 'catalog', {}), went(2, 'web', {}), went(3, 'web', { to: other, ours: false }))).toMatchObject({
    state: 'moved-since',
    steps: ['there', 'moved-since'],
    back: [true, false],
  });
});

test('it is put back when all that it moved runs what it ran before', () => {
  const half = [went(1, 'catalog', {}), went(2, 'web', { verdict: 'not-deployed' })];
  expect(after(...half, went(3, 'catalog', { to: old }))).toMatchObject({
    state: 'put-back',
    steps: ['put-back', 'failed'],
    back: [false, false],
  });
});

test('a component that left the workspace is gone, and counts for nothing', () => {
  const steps = stepsOf(fold(signed(went(1, 'catalog', {}))), release, set, ['catalog']);
  expect([stateOfAll(steps), steps.map((step) => step.state)]).toEqual(['deployed', ['there', 'gone']]);
  expect(openText(steps)).toBe('web is no longer in the workspace');
});

test('whatever happened, only what the release brought and what still runs is put back', () => {
  const some = fc.record({
    component: fc.constantFrom('catalog', 'web'),
    to: fc.constantFrom(old, fresh, other),
    ours: fc.boolean(),
    verdict: fc.constantFrom('deployed' as const, 'not-deployed' as const),
  });
  fc.assert(
    fc.property(fc.array(some, { maxLength: 8 }), (story) => {
      const record = fold(signed(story.flatMap((one, n) => went(n + 1, one.component, one))));
      for (const step of stepsOf(record, release, set, order)) {
        const moves = story.filter((one) => one.component === step.component && one.verdict === 'deployed');
        const last = moves.at(-1);
        // Somebody else may have brought it back since: what the release moved, and has not put back, is still the release's.
        const own = moves.filter((one) => one.ours).at(-1);
        assert.equal(step.brought !== null, last?.to === fresh && own?.to === fresh);
        assert.equal(step.state === 'there', last?.to === fresh);
      }
    }),
    { numRuns: 500 },
  );
});

test('components go in the order of after, whatever their order in the file; a ring goes in the file’s', () => {
  const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1 });
  fc.assert(
    fc.property(names, fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { maxLength: 6 }), (all, pairs) => {
      // Only backwards in this list, so that there is no ring.
      const rank = [...all].sort();
      const afterOf = (name: string): readonly string[] =>
        pairs.flatMap(([from, to]) => (rank[from] === name && to < from && rank[to] !== undefined ? [rank[to]] : []));
      const found = inOrder(all.map((name) => ({ name, after: afterOf(name) })));
      assert.deepEqual([...found].sort(), rank);
      for (const name of all) for (const first of afterOf(name)) assert.ok(found.indexOf(first) < found.indexOf(name));
    }),
  );
  expect(inOrder([{ name: 'a', after: ['b'] }, { name: 'b', after: ['a'] }])).toHaveLength(2); // oxfmt-ignore
});

test('a release is its set: the same in any order, another with any other candidate', () => {
  expect(releaseContents([...set].reverse())).toBe(releaseContents(set));
  expect(releaseContents([candidate(other, 'catalog'), candidate(fresh, 'web')])).not.toBe(releaseContents(set));
});
