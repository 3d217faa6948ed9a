import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { spanText } from '../../contract/span';
import { ageText, exactText } from '../../renderer/ui/ages';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

for (const [ms, text] of [
  [0, '0 s'],
  [6 * second + 999, '6 s'],
  [59 * second + 999, '59 s'],
  [minute, '1 min'],
  [hour - 1, '59 min'],
  [9 * hour, '9 h'],
  [2 * day - 1, '47 h'],
  [2 * day, '2 d'],
  [60 * day - 1, '59 d'],
  [60 * day, '8 wk'],
  [800 * day, '2 y'],
  [-5 * second, '0 s'],
] as const)
  test(`a span of ${ms} ms reads ${text}`, () => {
    assert.equal(spanText(ms), text);
  });

test('an age never claims more than has passed', () => {
  const units: Record<string, number> = { s: second, min: minute, h: hour, d: day, wk: 7 * day, y: 365 * day };
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5000 * day }), (ms) => {
      const [amount = '', unit = ''] = spanText(ms).split(' ');
      assert.ok(Number(amount) * (units[unit] ?? Number.NaN) <= ms);
    }),
  );
});

test('a reading that was never taken is never, one that can’t be read is a question', () => {
  expect(ageText(null, 0)).toBe('never');
  expect(ageText('not a time', 0)).toBe('?');
  expect(ageText('2026-11-22T20:00:00.000Z', Date.parse('2026-11-22T20:04:10.000Z'))).toBe('4 min');
});

test('the exact time names the day and the second', () => {
  expect(exactText('2026-11-22T20:59:31.000Z')).toMatch(/November 2026.*:31/);
  expect(exactText('not a time')).toBe('not a time');
});
