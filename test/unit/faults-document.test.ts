import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from '@playwright/test';

const root = resolve(__dirname, '..', '..');

test('every fault and every way in of docs/faults.md names a test that is there', () => {
  const text = readFileSync(resolve(root, 'docs', 'faults.md'), 'utf8');
  const rows = [...text.matchAll(/^\|.*\| `(test\/[^`]+)` › (.+?) *\|$/gm)];
  expect(rows.length).toBeGreaterThan(40);
  const missing = rows.filter(([, file = '', title = '']) => {
    const source = readFileSync(resolve(root, file), 'utf8');
    // What a test is called by its data stands as … in the document.
    return !title.split('…').every((part) => source.includes(part.trim()));
  });
  expect(missing.map(([, file, title]) => `${file} › ${title}`)).toEqual([]);
});
