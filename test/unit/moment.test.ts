import { expect, test } from '@playwright/test';
import { momentOf } from '../../contract/moment';

test('an instant is said with its zone, and what is none as it came', () => {
  expect(momentOf('2026-11-23T04:17:30.000Z')).toMatch(/^2\d Nov, \d\d:\d\d \S+$/);
  expect(momentOf('')).toBe('');
  expect(momentOf('yesterday')).toBe('yesterday');
});
