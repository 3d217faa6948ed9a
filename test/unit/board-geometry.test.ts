import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { bandShape, edgeAt } from '../../renderer/board/band';
import { flowsOf } from '../../renderer/board/flows';
import { mouthLines, mouthPath, tributaries, tributaryPath, trunkPath, trunkWidth } from '../../renderer/board/join';
import { layoutBoard } from '../../renderer/board/layout';
import { notchOf } from '../../renderer/board/notch';
import { cornerShop } from '../../renderer/gallery/fixtures/states';
import { manyComponents } from '../../renderer/gallery/fixtures/whole-workspaces';

const lane = { top: 47, bottom: 93 };
const height = 114;
const steps = ['mainline', 'checked', 'dev', 'test', 'staging', 'production'];
const count = fc.nat({ max: 200_000 });
const counts = fc.array(fc.option(count, { nil: null }), { minLength: steps.length, maxLength: steps.length });
const width = fc.integer({ min: 320, max: 8000 });
const isDrawable = (path: string): boolean => /^[MLCHQVZ0-9 .-]+$/.test(path) && !path.includes('--');

test('a band is never higher than its lane and never thinner than a thread', () => {
  fc.assert(
    fc.property(count, count, (n, most) => {
      const edge = edgeAt(n, most, lane)!;
      assert.ok(edge.top >= lane.top - 1e-9);
      assert.ok(edge.bottom <= lane.bottom + 1e-9);
      assert.ok(edge.bottom - edge.top >= 3 - 1e-9);
    }),
  );
});

test('more changes never make a thinner band, and fewer make a visibly thinner one', () => {
  fc.assert(
    fc.property(count, count, (a, b) => {
      const [few, many] = [Math.min(a, b), Math.max(a, b)];
      const height = (n: number) => edgeAt(n, many, lane)!.bottom - edgeAt(n, many, lane)!.top;
      assert.ok(height(few) <= height(many));
    }),
  );
  const height = (n: number) => edgeAt(n, 42, lane)!.bottom - edgeAt(n, 42, lane)!.top;
  expect(height(42) - height(5)).toBeGreaterThan(20);
});

test('every path can be drawn, whatever the counts and the width', () => {
  fc.assert(
    fc.property(counts, width, fc.boolean(), (numbers, available, joins) => {
      const layout = layoutBoard(steps, joins ? 'test' : null, { width: available, height: 800 }, 4);
      const shape = bandShape(numbers, layout.columns, lane, layout.width);
      const notches = layout.columns.flatMap((column, i) => {
        const edge = shape.edges[i];
        if (!edge) return [];
        const { cut, piece } = notchOf(column, edge, 7);
        return [cut, piece];
      });
      assert.deepEqual(
        [...shape.paths, ...notches].filter((path) => !isDrawable(path)),
        [],
      );
    }),
  );
});

test('an unknown count is a gap in the band, not a height', () => {
  const layout = layoutBoard(steps, null, { width: 1400, height: 800 }, 4);
  const shape = bandShape([9, 9, null, 4, 4, null], layout.columns, lane, layout.width);
  expect(shape.edges[2]).toBeNull();
  expect(shape.paths).toHaveLength(2);
  expect(shape.unknown).toHaveLength(2);
  expect(shape.unknown[0]!.from).toBe(layout.columns[2]!.x);
  expect(shape.unknown[1]!.to).toBe(layout.width);
});

test('known and unknown parts cover every column once', () => {
  fc.assert(
    fc.property(counts, (numbers) => {
      const layout = layoutBoard(steps, 'test', { width: 1400, height: 800 }, 4);
      const { paths, unknown, edges } = bandShape(numbers, layout.columns, lane, layout.width);
      const changes = edges.filter((edge, i) => i > 0 && (edge === null) !== (edges[i - 1] === null)).length;
      assert.equal(paths.length + unknown.length, changes + 1);
      assert.deepEqual(
        edges.map((edge) => edge === null),
        numbers.map((n) => n === null),
      );
    }),
  );
});

test('columns stand side by side and fill the board, with room for the trunk where the set joins', () => {
  fc.assert(
    fc.property(width, (available) => {
      const layout = layoutBoard(steps, 'test', { width: available, height: 800 }, 4);
      const wrong = layout.columns.filter((column, i) => {
        const before = layout.columns[i - 1];
        const room = column.step === 'test' ? layout.trunk!.right - layout.trunk!.left : 0;
        return column.x !== (before ? before.x + before.width : 0) + room || column.width < 126;
      });
      assert.equal(layout.columns.length, steps.length);
      assert.deepEqual(wrong, []);
      const last = layout.columns.at(-1)!;
      assert.equal(layout.width, last.x + last.width);
    }),
  );
});

test('what joins adds up to the trunk, hidden rows included', () => {
  const part = fc.array(fc.option(count, { nil: null }), { maxLength: 40 });
  fc.assert(
    fc.property(part, part, (shown, hidden) => {
      const flows = tributaries(shown, hidden, 34);
      const known = [...shown, ...hidden].reduce<number>((sum, n) => sum + (n ?? 0), 0);
      const wrong = flows.filter((flow, i) => {
        const next = flows[i + 1]?.before ?? flow.before + (flow.own ?? 0);
        const joins = Math.abs(next - flow.before - (flow.own ?? 0)) < 1e-6;
        return (flow.own === null) !== (shown[i] === null) || !Number.isFinite(flow.before) || !joins;
      });
      assert.equal(flows.length, shown.length);
      assert.deepEqual(wrong, []);
      const last = flows.at(-1);
      if (last) assert.ok(Math.abs(last.before + (last.own ?? 0) - (known > 0 ? 34 : 0)) < 5e-5);
    }),
  );
});

test('trunk, tributary and mouth can be drawn at every width', () => {
  fc.assert(
    fc.property(width, fc.double({ min: 0, max: 1, noNaN: true }), count, (available, part, n) => {
      const { trunk } = layoutBoard(steps, 'dev', { width: available, height: 800 }, 4);
      const edge = edgeAt(n, 200_000, lane)!;
      const before = part * trunkWidth(trunk!);
      assert.equal(isDrawable(trunkPath(trunk!, before, height)), true);
      assert.equal(isDrawable(tributaryPath(trunk!, { before, own: null }, edge, height)), true);
      assert.equal(isDrawable(mouthLines(trunk!, edge, [before], 900)), true);
      assert.equal(isDrawable(mouthPath(trunk!, edge)), true);
    }),
  );
});

test('few rows grow into the room there is, many keep their height, and none outgrows its limit', () => {
  const at = (rows: number, tall: number) => layoutBoard(steps, 'test', { width: 1440, height: tall }, rows).row;
  expect(at(300, 800).height).toBe(114);
  expect(at(4, 1100).height).toBeGreaterThan(at(8, 1100).height);
  expect(at(1, 5000).height).toBe(188);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 5000 }), width, (rows, tall, wide) => {
      const layout = layoutBoard(steps, 'test', { width: wide, height: tall }, rows);
      for (const { height: whole, lane: inside } of [layout.row, layout.system]) {
        assert.ok(inside.bottom - inside.top >= 46);
        assert.ok(whole > inside.bottom);
      }
    }),
  );
});

test('streams are told apart while they are few, and rows a filter hides still flow', () => {
  const layout = layoutBoard(steps, 'test', { width: 1440, height: 800 }, 4);
  const few = cornerShop.components;
  expect(flowsOf(few, few, 'test', layout).streams).toHaveLength(few.length - 1);
  const many = manyComponents(300).components;
  expect(flowsOf(many, many, 'test', layout).streams).toBeNull();
  const [, , last] = few;
  const alone = flowsOf([last!], few, 'test', layout).rows[0]!;
  const whole = trunkWidth(layout.trunk!);
  expect(alone.before + alone.own!).toBeCloseTo(whole, 6);
  expect(alone.own!).toBeLessThan(whole / 2);
});
