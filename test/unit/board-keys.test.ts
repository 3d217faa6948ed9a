import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { move } from '../../renderer/board/move';
import { place } from '../../renderer/board/place';
import { withIndex } from '../../renderer/board/with-index';

const extent = { rows: 20, columns: 6, page: 5 };
const go = (row: number, column: number, key: string, ctrl = false) => move({ row, column }, { key, ctrl }, extent);

test('arrows move by one cell and stop at the edges', () => {
  expect(go(3, 2, 'ArrowUp')).toEqual({ row: 2, column: 2 });
  expect(go(3, 2, 'ArrowDown')).toEqual({ row: 4, column: 2 });
  expect(go(3, 2, 'ArrowLeft')).toEqual({ row: 3, column: 1 });
  expect(go(3, 2, 'ArrowRight')).toEqual({ row: 3, column: 3 });
  expect(go(0, 0, 'ArrowUp')).toEqual({ row: 0, column: 0 });
  expect(go(19, 5, 'ArrowRight')).toEqual({ row: 19, column: 5 });
});

test('Home and End move in the row, with Ctrl over the whole grid, the pages by what is visible', () => {
  expect(go(3, 2, 'Home')).toEqual({ row: 3, column: 0 });
  expect(go(3, 2, 'End')).toEqual({ row: 3, column: 5 });
  expect(go(3, 2, 'Home', true)).toEqual({ row: 0, column: 0 });
  expect(go(3, 2, 'End', true)).toEqual({ row: 19, column: 5 });
  expect(go(3, 2, 'PageDown')).toEqual({ row: 8, column: 2 });
  expect(go(3, 2, 'PageUp')).toEqual({ row: 0, column: 2 });
});

test('other keys move nothing, and an empty grid has nowhere to go', () => {
  for (const key of ['Enter', 'p', 'Tab', 'Escape', '/']) assert.equal(go(3, 2, key), null);
  expect(move({ row: 0, column: 0 }, { key: 'ArrowDown', ctrl: false }, { rows: 0, columns: 6, page: 1 })).toBeNull();
});

test('whatever is pressed, the selection stays in the grid', () => {
  const keys = fc.constantFrom('ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown');
  const press = fc.record({ key: keys, ctrl: fc.boolean() });
  fc.assert(
    fc.property(fc.nat(400), fc.nat(9), fc.nat(40), fc.array(press), (more, wide, page, presses) => {
      const size = { rows: more + 1, columns: wide + 1, page };
      const end = presses.reduce((at, key) => move(at, key, size) ?? at, { row: 0, column: 0 });
      assert.ok(end.row >= 0);
      assert.ok(end.row < size.rows);
      assert.ok(end.column >= 0);
      assert.ok(end.column < size.columns);
    }),
  );
});

test('the selected row stays drawn when it is scrolled away, once and in order', () => {
  const range = { startIndex: 100, endIndex: 110, overscan: 2, count: 300 };
  expect(withIndex(-1)(range)).toEqual(withIndex(105)(range));
  expect(withIndex(3)(range).slice(0, 2)).toEqual([3, 98]);
  expect(withIndex(280)(range).at(-1)).toBe(280);
  expect(withIndex(300)(range)).not.toContain(300);
});

test('a popover never leaves the window', () => {
  const at = fc.integer({ min: -200, max: 4000 });
  fc.assert(
    fc.property(at, at, fc.integer({ min: 40, max: 500 }), fc.integer({ min: 20, max: 900 }), (left, top, w, h) => {
      const window = { width: 1024, height: 700 };
      const box = place(
        { left, top: Math.min(top, 680), bottom: Math.min(top, 680) + 20 },
        { width: w, height: h },
        window,
      );
      assert.ok(box.left >= 8);
      assert.ok(box.left + w <= window.width);
      assert.ok(box.top >= 8);
      assert.ok(box.room >= 80);
    }),
  );
});

test('a popover stands below its button, and above where below is no room', () => {
  const window = { width: 1024, height: 700 };
  const size = { width: 300, height: 200 };
  expect(place({ left: 40, top: 100, bottom: 120 }, size, window)).toMatchObject({ side: 'below', top: 126, left: 40 });
  expect(place({ left: 40, top: 600, bottom: 620 }, size, window)).toMatchObject({ side: 'above', top: 394 });
});
