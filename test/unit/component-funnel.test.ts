import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { frameOf, funnelShape } from '../../renderer/component/funnel-shape';
import { neighbour, placesOf, type HistoryCandidate } from '../../renderer/component/places';
import { spotsOf } from '../../renderer/component/spots';
import { stampOf } from '../../renderer/component/stamp';
import { catalog } from '../../renderer/gallery/fixtures/corner-shop';
import { changesOf } from '../../renderer/gallery/fixtures/changes';
import { candidateOf, commitOf } from '../../renderer/gallery/fixtures/time-and-names';

const heads: Readonly<Record<number, string>> = {
  0: 'a1f3c07', 4: '7be21d4', 12: 'v2.31.0', 21: 'v2.30.2', 33: 'v2.30.0', 37: 'v2.29.1',
}; // oxfmt-ignore
const candidates = changesOf('catalog', 42).map((change, at): HistoryCandidate => {
  const own = candidateOf('catalog', heads[at] ?? change.commit.slice(0, 7));
  const commit = at === 6 ? commitOf('catalog checks-failed 0') : own.commit;
  return { ...own, commit, at: change.at, subject: '', checks: 'passed', stages: [], rejected: false };
});
const places = placesOf(catalog, candidates);
const at = (step: string) => places.find((each) => each.step === step)!.places;

test('each step begins with its head: the tip, the newest checked, what the environment runs', () => {
  expect(places.map((step) => step.places[0]!.name)).toEqual(Object.values(heads));
  expect(places.every((step) => step.places[0]!.kind === 'head')).toBe(true);
});

test('a candidate rests at the furthest step that has it', () => {
  const resting = (step: string): number => at(step).filter((place) => place.kind === 'resting').length;
  expect(['mainline', 'checked', 'dev', 'test', 'staging', 'production'].map(resting)).toEqual([3, 6, 8, 11, 3, 4]);
});

test('what was stopped stands where it was stopped, and nowhere else', () => {
  const stopped = candidates[6]!.commit;
  const found = places.flatMap((step) => step.places.filter((place) => place.commit === stopped));
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ kind: 'stopped', step: 'checked', candidate: { commit: stopped } });
});

test('without a history the heads and what was stopped are there all the same', () => {
  expect(placesOf(catalog, []).flatMap((step) => step.places).length).toBe(6 + 5);
});

test('every mark can be reached by arrows from the first', () => {
  const reached = new Set([places[0]!.places[0]!.key]);
  for (const key of reached)
    for (const arrow of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']) {
      const next = neighbour(places, key, arrow);
      if (next !== null) reached.add(next);
    }
  expect(reached.size).toBe(places.flatMap((step) => step.places).length);
});

test('marks do not lie on each other, and what has no room is counted', () => {
  for (const width of [760, 1400, 3800]) {
    const frame = frameOf(width);
    const shape = funnelShape(
      catalog.funnel.map((step) => step.changes),
      width,
      frame,
    );
    places.forEach((column, i) => {
      const { spots, more } = spotsOf(column.places, shape.steps[i]!, frame);
      const taken = spots.filter((s) => s.place.kind !== 'head').map((s) => `${s.x} ${s.y}`);
      assert.equal(new Set(taken).size, taken.length);
      const resting = spots.filter((s) => s.place.kind === 'resting').length + (more?.count ?? 0);
      assert.equal(resting, column.places.filter((place) => place.kind === 'resting').length);
      for (const spot of spots) assert.ok(spot.x < shape.steps[i]!.x + shape.steps[i]!.width);
    });
  }
});

test('a crowd leaves room for its number, which lies on no mark', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 760, max: 3800 }), (many, width) => {
      const crowd = changesOf('catalog', many).map((change, i) => ({
        ...at('test')[1]!,
        key: String(i),
        commit: change.commit,
      }));
      const frame = frameOf(width);
      const { spots, more } = spotsOf(crowd, funnelShape([1, 1, 1, 1, 1, 1], width, frame).steps[2]!, frame);
      assert.equal(spots.length + (more?.count ?? 0), many);
      assert.notEqual(more?.count, 0);
      const all = [...spots, ...(more === null ? [] : [more])];
      assert.equal(new Set(all.map((spot) => `${spot.x} ${spot.y}`)).size, all.length);
      assert.ok(Math.max(...all.map((spot) => spot.y + 24)) <= frame.bandBottom + 4);
    }),
  );
});

const count = fc.option(fc.nat(100_000), { nil: null });

test('more changes are never drawn thinner, and nothing is drawn for what can’t be told', () => {
  fc.assert(
    fc.property(fc.array(count, { minLength: 1, maxLength: 9 }), (counts) => {
      const frame = frameOf(1200);
      const { steps, outlines } = funnelShape(counts, 1200, frame);
      const height = (i: number): number | null => (steps[i]!.top === null ? null : steps[i]!.bottom! - steps[i]!.top);
      counts.forEach((n, i) => {
        assert.equal(height(i) === null, n === null);
        if (n === null) return;
        assert.ok(steps[i]!.top! >= frame.bandTop - 1e-6);
        assert.equal(
          counts.some((m, j) => m !== null && m > n && height(j)! < height(i)!),
          false,
        );
      });
      assert.doesNotMatch(outlines.join(''), /NaN|Infinity|null|undefined/);
    }),
  );
});

test('the stamp changes with what runs and what may go, not with the age of a reading', () => {
  const [first, ...rest] = catalog.cells;
  const later = { ...first!, running: { ...first!.running!, observedAt: '2030-01-01T00:00:00.000Z' } };
  expect(stampOf({ ...catalog, cells: [later, ...rest] })).toBe(stampOf(catalog));
  expect(stampOf({ ...catalog, cells: [{ ...first!, faulty: true }, ...rest] })).not.toBe(stampOf(catalog));
  expect(stampOf({ ...catalog, gaps: [] })).not.toBe(stampOf(catalog));
});
