import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import pc from 'picocolors';
import { terminalText } from '../../main/cli/terminal-text';
import { anyText } from '../support/any-text';

test('what somebody else wrote moves nothing in a terminal; lines, tabs and our own colours stay', () => {
  expect(terminalText('\u001b[2J\u001b]0;a title\u0007safe \u202egnirts\u202c\r\n\tand more\u009b1A')).toBe(
    '[2J]0;a titlesafe gnirts\n\tand more1A',
  );
  const { bold, dim, green, red } = pc.createColors(true);
  for (const text of [bold('a'), dim('a'), green('a'), red(bold('a')), 'ä – “ä” ☑ 👩‍🚒 می‌خواهم\n\tb'])
    expect(terminalText(text)).toBe(text);
});

const escapes = fc.constantFrom('\u001b[31m', '\u001b[8m', '\u001b]', '\u001b', '[2J', '\u009b', '\u202e', '\r');

test('of any text no control but the end of a line, the tab and a colour is left', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(escapes, anyText(4)), { maxLength: 12 }), (parts) => {
      const left = terminalText(parts.join('')).replaceAll('\u001b[31m', '');
      assert.doesNotMatch(left, /[^\P{Cc}\n\t]|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u);
    }),
  );
});
