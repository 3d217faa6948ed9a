import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import assert from 'node:assert/strict';
import { dayMs, hourMs, leftText, measuredText, minuteMs, spanText } from '../../contract/span';

const units: Readonly<Record<string, number>> = {
  s: 1000, min: minuteMs, h: hourMs, d: dayMs, wk: 7 * dayMs, y: 365 * dayMs,
}; // oxfmt-ignore

/** Milliseconds that a text says. */
const saidBy = (text: string): number => {
  const [many, unit = ''] = text.split(' ');
  return Math.round(Number(many) * (units[unit] ?? NaN)); // 2.3 × 3,600,000 is 8,279,999.999999999
};

/** A millisecond beside a round number of tenths is where rounding goes wrong first. */
const besideTenths = fc
  .tuple(fc.constantFrom(...Object.values(units)), fc.nat(200), fc.integer({ min: -1, max: 1 }))
  .map(([unit, tenths, beside]) => Math.max(0, (unit / 10) * tenths + beside));
const spans = fc.oneof(fc.nat(2 * hourMs), fc.nat(90 * dayMs), fc.nat(9 * 365 * dayMs), besideTenths);

test('an age is never said older than it is, a wait never shorter, a measured span within 1 in 10', () => {
  fc.assert(
    fc.property(spans, (ms) => {
      assert.ok(saidBy(spanText(ms)) <= ms);
      assert.ok(saidBy(leftText(ms)) >= ms);
      assert.ok(Math.abs(saidBy(measuredText(ms)) - ms) <= Math.max(500, ms / 10));
    }),
    { numRuns: 3000 },
  );
});

test('a wait is said as exactly as one can plan by', () => {
  expect([0, 40 * minuteMs, 66 * minuteMs, 90 * minuteMs, 30 * hourMs, 3 * dayMs].map(leftText)).toEqual([
    '1 min', '40 min', '1.1 h', '1.5 h', '30 h', '3 d',
  ]); // oxfmt-ignore
});
