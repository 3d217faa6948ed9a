import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { contrast, ground, legible, styleOf } from '../../renderer/deployment/log-colours';
import type { LogToken } from '../../renderer/deployment/log-lines';

const byte = fc.nat(255);
const rgb = fc.tuple(byte, byte, byte);
const plain: LogToken = {
  text: 'x', fg: null, bg: null, bold: false, dim: false, italic: false, underline: false, strike: false,
}; // oxfmt-ignore
const names = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'].flatMap((n) => [
  n,
  `bright-${n}`,
]);

const channels = (css: unknown): readonly [number, number, number] => {
  const [r, g, b] = [...String(css).matchAll(/\d+/g)].map((m) => Number(m[0]));
  return [r!, g!, b!];
};

test('contrast is WCAG’s', () => {
  expect(contrast([0, 0, 0], [255, 255, 255])).toBe(21);
  expect(contrast([119, 119, 119], [255, 255, 255])).toBeCloseTo(4.48, 2);
});

test('any colour on any ground becomes one that can be read', () => {
  fc.assert(fc.property(rgb, rgb, (fg, bg) => assert.ok(contrast(legible(fg, bg), bg) >= 4.5)));
});

test('a colour that can be read already is left as it is', () => {
  expect(legible([255, 255, 255], ground)).toEqual([255, 255, 255]);
});

test('every named colour can be read on the log’s ground, dim too, and on every named background', () => {
  for (const fg of names) {
    for (const dim of [false, true]) {
      assert.ok(contrast(channels(styleOf({ ...plain, fg, dim })?.color), ground) >= 4.5, fg);
    }
    for (const bg of names) {
      const style = styleOf({ ...plain, fg, bg });
      assert.ok(contrast(channels(style?.color), channels(style?.backgroundColor)) >= 4.5, `${fg} on ${bg}`);
    }
  }
});

test('text without a style has none', () => {
  expect(styleOf(plain)).toBeUndefined();
  expect(styleOf({ ...plain, underline: true, strike: true })).toEqual({ textDecoration: 'underline line-through' });
});
