import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { activeFreeze, freezeEnds } from '../../contract/freeze';
import type { FreezeWindow, Weekday } from '../../contract/workspace';

const weekdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const onDays = (days: readonly Weekday[], timezone: string, allow = false): FreezeWindow => ({
  days,
  timezone,
  reason: 'x',
  allow,
});
const range = (from: string, to: string, timezone: string, allow = false): FreezeWindow => ({
  from,
  to,
  timezone,
  reason: 'y',
  allow,
});
const ends = (windows: readonly FreezeWindow[], now: string): string | null => {
  expect(activeFreeze(windows, now), now).not.toBeNull();
  return freezeEnds(windows, now);
};

test('a day of 23 hours and one of 25 hours end at midnight of the place, and not an hour off', () => {
  // Berlin: summer time begins on 29 March 2026 at 01:00 UTC and ends on 25 October 2026 at 01:00 UTC.
  expect(ends([onDays(['sun'], 'Europe/Berlin')], '2026-03-28T23:00:00.000Z')).toBe('2026-03-29T22:00:00.000Z');
  expect(ends([onDays(['sun'], 'Europe/Berlin')], '2026-10-24T22:00:00.000Z')).toBe('2026-10-25T23:00:00.000Z');
  // Lord Howe Island moves by half an hour.
  expect(ends([range('2026-04-05', '2026-04-05', 'Australia/Lord_Howe')], '2026-04-04T13:00:00.000Z')).toBe(
    '2026-04-05T13:30:00.000Z',
  );
});

test('windows that overlap end with the last of them, also over the new year and between time zones', () => {
  const holidays = range('2026-12-20', '2027-01-03', 'Europe/Berlin');
  expect(ends([holidays], '2026-12-31T23:30:00.000Z')).toBe('2027-01-03T23:00:00.000Z');
  // Sunday ends in Berlin while it lasts in New York.
  const weekend = [onDays(['sun'], 'Europe/Berlin'), onDays(['sun'], 'America/New_York')];
  expect(ends(weekend, '2026-11-22T12:00:00.000Z')).toBe('2026-11-23T05:00:00.000Z');
  expect(ends([holidays, onDays(['mon'], 'Europe/Berlin')], '2027-01-03T12:00:00.000Z')).toBe(
    '2027-01-04T23:00:00.000Z',
  );
});

test('what is allowed is not frozen, whatever denies it, and is frozen again afterwards', () => {
  const windows = [range('2026-12-20', '2027-01-03', 'UTC'), range('2026-12-28', '2026-12-28', 'UTC', true)];
  const frozen = (day: string) => activeFreeze(windows, `2026-12-${day}T12:00:00.000Z`) !== null;
  expect(['19', '20', '27', '28', '29'].map(frozen)).toEqual([false, true, true, false, true]);
  expect(ends(windows, '2026-12-27T12:00:00.000Z')).toBe('2026-12-28T00:00:00.000Z');
});

test('a freeze that never ends says no day', () => {
  expect(ends([onDays(weekdays, 'UTC')], '2026-11-22T12:00:00.000Z')).toBeNull();
});

test('whatever the windows: it is frozen until the end that is said, and free at that minute', () => {
  const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe');
  const dayOf = (n: number): string => new Date(Date.UTC(2026, 2, 1 + n)).toISOString().slice(0, 10);
  const window = fc.oneof(
    fc.tuple(fc.subarray([...weekdays], { minLength: 1 }), zone, fc.boolean()).map(([d, z, a]) => onDays(d, z, a)),
    fc
      .tuple(fc.nat(40), fc.nat(9), zone, fc.boolean())
      .map(([n, more, z, a]) => range(dayOf(n), dayOf(n + more), z, a)),
  );
  let seen = 0;
  fc.assert(
    fc.property(fc.array(window, { minLength: 1, maxLength: 4 }), fc.nat(50 * 24 * 60), (windows, minute) => {
      const now = Date.UTC(2026, 2, 1) + minute * 60_000;
      const at = (ms: number): boolean => activeFreeze(windows, new Date(ms).toISOString()) !== null;
      const end = at(now) ? freezeEnds(windows, new Date(now).toISOString()) : null;
      if (end === null) return;
      seen += 1;
      assert.ok(!at(Date.parse(end)) && at(Date.parse(end) - 60_000));
      // Hours are enough: no time zone changes its day between two of them and back.
      for (let ms = now; ms < Date.parse(end); ms += 3_600_000) assert.ok(at(ms), new Date(ms).toISOString());
    }),
    { numRuns: 150 },
  );
  expect(seen).toBeGreaterThan(10);
});
