import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from '@playwright/test';

// WCAG 2.2: text 4.5:1, what one has to see to press it 3:1.
const css = readFileSync(join(__dirname, '../../renderer/ui/tokens.css'), 'utf8');

const tokensOf = (scheme: 'light' | 'dark'): ReadonlyMap<string, string> => {
  const start = css.indexOf(`[data-mantine-color-scheme='${scheme}'] {`);
  const block = css.slice(start, css.indexOf('\n}', start));
  return new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((found) => [found[1]!, found[2]!]));
};

const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (a: string, b: string): number => {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
};

const surfaces = ['rail', 'floor', 'surface', 'raised', 'sunken'];
const texts = ['ink', 'ink-soft', 'dim', 'accent', 'ok', 'warn', 'bad', 'system'];
const pairs = [
  ...texts.flatMap((text) => surfaces.map((surface) => [text, surface, 4.5] as const)),
  ['on-accent', 'accent', 4.5],
  ['on-accent', 'accent-hover', 4.5],
  ['accent', 'accent-soft', 4.5],
  ['ink-soft', 'accent-soft', 4.5],
  ['dim', 'accent-soft', 4.5],
  ['ok', 'ok-soft', 4.5],
  ['warn', 'warn-soft', 4.5],
  ['bad', 'bad-soft', 4.5],
  ['ink-soft', 'warn-soft', 4.5],
  ['ink-soft', 'bad-soft', 4.5],
  ...surfaces.map((surface) => ['focus', surface, 3] as const),
  ...surfaces.map((surface) => ['bad-mark', surface, 3] as const),
] as const;

for (const scheme of ['light', 'dark'] as const)
  for (const [text, surface, least] of pairs)
    test(`${text} can be read on ${surface} in the ${scheme}`, () => {
      const tokens = tokensOf(scheme);
      assert.ok(contrast(tokens.get(text)!, tokens.get(surface)!) >= least);
    });
