import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import {
  appendLog, cleanLine, emptyLog, logText, logTokens, mostLines, type LogBuffer, type LogLine,
} from '../../renderer/deployment/log-lines'; // oxfmt-ignore
import { anyText } from '../support/any-text';

const esc = '\u001b';
const linesOf = (log: LogBuffer): readonly LogLine[] => (log.open.raw === '' ? log.lines : [...log.lines, log.open]);
const read = (...pieces: readonly string[]): readonly LogLine[] => linesOf(pieces.reduce(appendLog, emptyLog));
const brief = (line: LogLine) => logTokens(line).map(({ text, fg, bg }) => [text, fg, bg]);

test('colours are tokens', () => {
  expect(brief(read(`a ${esc}[32mready${esc}[0m ${esc}[1;97;41mFAIL${esc}[m z`)[0]!)).toEqual([
    ['a ', null, null],
    ['ready', 'green', null],
    [' ', null, null],
    ['FAIL', 'bright-white', 'red'],
    [' z', null, null],
  ]);
});

test('palette and true colours are numbers, colons are taken as semicolons, and hidden text is shown', () => {
  const line = read(`${esc}[38;5;196mp${esc}[38;2;1;2;3mt${esc}[48:2:9:8:7mb${esc}[0;8mh`)[0]!;
  expect(brief(line)).toEqual([
    ['p', 'rgb(255, 0, 0)', null],
    ['t', 'rgb(1, 2, 3)', null],
    ['b', 'rgb(1, 2, 3)', 'rgb(9, 8, 7)'],
    ['h', null, null],
  ]);
});

test('a style belongs to what comes after it and to nothing before', () => {
  const [first, second] = logTokens(read(`${esc}[1mbold${esc}[4mboth`)[0]!);
  expect(first).toMatchObject({ bold: true, underline: false });
  expect(second).toMatchObject({ bold: true, underline: true });
});

test('a colour goes on over line ends until it is taken back', () => {
  const lines = read(`${esc}[31mone\ntwo${esc}[0m\nthree`);
  expect(lines.map(brief)).toEqual([[['one', 'red', null]], [['two', 'red', null]], [['three', null, null]]]);
});

test('a terminal would obey these; here they are gone', () => {
  const hostile: readonly string[] = [
    `${esc}]0;a title\u0007x`, `${esc}]52;c;cGFzdGU=${esc}\\x`, `${esc}]8;;https://evil${esc}\\x${esc}]8;;${esc}\\`,
    `${esc}[2J${esc}[1;1Hx`, `${esc}[?1049hx`, `${esc}P1$r0m${esc}\\x`, `${esc}_cmd${esc}\\x`, `${esc}cx`, `${esc}(0x`,
    '\u009b2Jx', '\u009d0;t\u0007x', '\u202ex', '\u2066x', '\u0000\u0007x', '\u200bx', `x${esc}`, `x${esc}[`, `x${esc}[38;5`,
  ]; // oxfmt-ignore
  expect(hostile.map((line) => logText({ raw: line, carried: '' }))).toEqual(hostile.map(() => 'x'));
});

test('a progress bar shows its last state', () => {
  expect(read('10%\r50%\r100%\r\ndone').map(logText)).toEqual(['100%', 'done']);
});

test('HTML stays text', () => {
  expect(brief(read('<img src=x onerror=alert(1)> &amp;')[0]!)).toEqual([
    ['<img src=x onerror=alert(1)> &amp;', null, null],
  ]);
});

// Built of what breaks parsers, so that the random walk meets it.
const noise = fc
  .array(
    fc.oneof(
      fc.constantFrom(esc, '[', ']', ';', 'm', '31', '38;5;', '48;2;1;2;3m', '\u0007', '\\', '\r', '\n', '\u009b', '\u009d', '\u202e', 'P', '?25l', '(0'),
      anyText(4),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join('')); // oxfmt-ignore

// oxlint-disable-next-line no-control-regex
const forbidden = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;

const colour = /^(bright-)?(black|red|green|yellow|blue|magenta|cyan|white)$|^rgb\(\d{1,3}, \d{1,3}, \d{1,3}\)$/;

test('no control reaches the page, and no colour that is none, whatever the log says', () => {
  fc.assert(
    fc.property(noise, (text) => {
      const lines = read(text);
      const tokens = lines.flatMap(logTokens);
      assert.deepEqual(
        tokens.filter((token) => forbidden.test(token.text)),
        [],
      );
      assert.deepEqual(
        tokens.flatMap(({ fg, bg }) => [fg ?? 'red', bg ?? 'red']).filter((name) => !colour.test(name)),
        [],
      );
      const drawn = lines.map((line) => logTokens(line).map((token) => token.text).join('')); // oxfmt-ignore
      assert.deepEqual(drawn, lines.map(logText));
    }),
    { numRuns: 500 },
  );
});

test('cleaning twice is cleaning once', () => {
  fc.assert(fc.property(noise, (text) => assert.equal(cleanLine(cleanLine(text)), cleanLine(text))));
});

test('it does not matter where the pieces were cut', () => {
  fc.assert(
    fc.property(noise, fc.nat(40), fc.nat(40), (text, a, b) => {
      const [first, second] = [Math.min(a, b), Math.max(a, b)];
      const pieces = [text.slice(0, first), text.slice(first, second), text.slice(second)];
      assert.deepEqual(read(...pieces).map(brief), read(text).map(brief));
    }),
  );
});

test('plain text comes through unchanged', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[ -~\tà-ü]{0,80}$/), (text) =>
      assert.equal(logText({ raw: text, carried: '' }), text),
    ),
  );
});

test('a flood pushes out its own beginning, and says how much', () => {
  const log = appendLog(emptyLog, 'x\n'.repeat(mostLines + 7));
  expect(log.lines).toHaveLength(mostLines);
  expect(log.dropped).toBe(7);
});
