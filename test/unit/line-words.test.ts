import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { incidentTitle, longestTitle } from '../../contract/words/incident';
import { lineText, reasonSentence } from '../../contract/words/line';
import { ana } from '../support/entries';

test('a stopped line says who stopped it and why, and what still may go', () => {
  const text = lineText({ by: ana, at: '2026-11-23T04:17:00.000Z', reason: 'the disk is full' });
  expect(text).toMatch(
    /^The line is stopped\. Ana, .*23 Nov.*: the disk is full\. Nothing is promoted; rollbacks may go\.$/,
  );
  expect(lineText(null)).toBe('The line runs.');
});

test('a reason ends with one stop, however it was written', () => {
  for (const [written, read] of [
    ['the disk is full', 'the disk is full.'],
    [' The disk is full. ', 'The disk is full.'],
    ['who knows?', 'who knows?'],
    ['wait…', 'wait…'],
  ] as const)
    expect(reasonSentence(written)).toBe(read);
});

test('an incident is called after the first test that failed, else after its place, and never too long', () => {
  expect(incidentTitle('checkout', 'production', ['places an order', 'answers'])).toBe('places an order failed');
  expect(incidentTitle('checkout', 'production', [])).toBe('checkout in production');
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), fc.array(fc.string({ maxLength: 300 })), (name, failing) => {
      const title = incidentTitle(name, 'production', failing);
      assert.ok(title.length > 0 && title.length <= longestTitle, title);
    }),
  );
});
