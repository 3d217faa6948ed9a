import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import type { Deployment } from '../../contract/deployment';
import type { NamedBag } from '../../contract/insights';
import { markGap, shapeOf, timelineLayout } from '../../renderer/component/timeline-layout';
import { markWords } from '../../renderer/component/mark-words';
import { deploymentOf } from '../../renderer/gallery/fixtures/deployments';
import { dismissedBag } from '../../renderer/gallery/fixtures/insights';

const now = Date.parse('2026-11-22T10:00:00.000Z');
const hour = 3_600_000;
const made = (id: string, hoursAgo: number, more: Partial<Deployment> = {}): Deployment =>
  deploymentOf('deployed', { id, at: new Date(now - hoursAgo * hour).toISOString(), faulty: false, ...more });
const lane = (deployments: readonly Deployment[], bags: readonly NamedBag[] = []) =>
  timelineLayout({ deployments, bags }, ['staging'], now, 1000).lanes[0]!;

test('every end has a shape of its own', () => {
  const states = ['deployed', 'not-deployed', 'unknown', 'withdrawn', 'claimed'] as const;
  const shapes = states.map((state) => shapeOf(made('x', 1, { state })));
  expect(shapes).toEqual(['deployed', 'not-deployed', 'unknown', 'withdrawn', 'in-flight']);
  expect(shapeOf(made('x', 1, { faulty: true, cause: 'rollback' }))).toBe('faulty');
  expect(shapeOf(made('x', 1, { cause: 'rollback' }))).toBe('rollback');
});

test('marks go from the oldest to the newest, and a bar lasts until what ran was replaced', () => {
  const found = lane([made('c', 1), made('b', 5, { state: 'not-deployed' }), made('a', 10)]);
  expect(found.marks.map((mark) => mark.deployment.id)).toEqual(['a', 'b', 'c']);
  expect(found.spans.map((span) => span.deployment.id)).toEqual(['a', 'c']);
  expect(found.spans[0]!.to).toBe(found.marks[2]!.x);
  expect(found.spans[1]!.to).toBe(1000);
});

test('what the engine marks is marked, and nothing else', () => {
  const bad = { faulty: true, rolledBackBy: 'cure' };
  const both = [made('bad', 40, bad), made('cure', 39)];
  expect(lane(both).marks.map((mark) => mark.bag)).toEqual([null, null]);
  const bag = { ...dismissedBag, deployment: 'bad' };
  expect(lane(both, [bag]).marks.map((mark) => mark.bag)).toEqual([bag, null]);
});

test('the words say what the shape says, and what mended it', () => {
  const bags = [{ ...dismissedBag, deployment: 'bad' }];
  const told = [made('bad', 40, { faulty: true, rolledBackBy: 'cure' }), made('cure', 39)];
  const [mark, cure] = lane(told, bags).marks;
  expect(markWords(mark!)).toBe('deployed, found faulty, rolled back since, brown paper bag: rolled back');
  expect(markWords(cure!)).toBe('deployed');
});

test('no mark hides another and none leaves the picture, however they crowd', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 5000, noNaN: true }), { maxLength: 60 }),
      fc.integer({ min: 200, max: 3000 }),
      (ages, width) => {
        const layout = timelineLayout(
          { deployments: ages.map((age, i) => made(`d${i}`, age)), bags: [] },
          ['staging'],
          now,
          width,
        );
        const xs = layout.lanes[0]!.marks.map((mark) => mark.x);
        assert.ok(layout.width >= width);
        assert.equal(
          xs.every((x) => x >= 0 && x <= layout.width),
          true,
        );
        assert.equal(
          xs.every((x, i) => i === 0 || x - xs[i - 1]! >= markGap - 1e-6),
          true,
        );
        assert.equal(
          layout.ticks.every((tick) => tick.x <= layout.width),
          true,
        );
      },
    ),
  );
});

test('an empty history is an empty picture with a lane for each stage', () => {
  const layout = timelineLayout({ deployments: [], bags: [] }, ['dev', 'production'], now, 800);
  expect(layout.lanes.map((each) => each.marks.length)).toEqual([0, 0]);
  expect(layout.width).toBe(800);
});
