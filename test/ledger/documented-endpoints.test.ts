import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { provenBy } from '../../contract/capabilities';
import { explainText } from '../../contract/explain';
import { checkout } from '../support/app-runtime';
import { test } from '../support/ledger-workspace';

const docs = join(checkout, 'docs');
const kinds = Object.keys(provenBy);

/** The complete workspace files in a page. */
const examplesIn = (page: string): readonly string[] =>
  [...page.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].flatMap(([, text = '']) =>
    /^humdrum: 1$/m.test(text) ? [text] : [],
  );

test('every kind has a page, and every page is of a kind', () => {
  const pages = readdirSync(join(docs, 'endpoints')).map((name) => name.replace(/\.md$/, ''));
  expect(pages.sort()).toEqual([...kinds].sort());
});

for (const kind of kinds) {
  test(`the page of ${kind} has a complete example that reads`, async ({ read }) => {
    const examples = examplesIn(readFileSync(join(docs, 'endpoints', `${kind}.md`), 'utf8'));
    expect(examples.length).toBeGreaterThan(0);
    expect(examples.join('')).toMatch(new RegExp(`kind: ${kind}\\b`));
    for (const example of examples) {
      const workspace = await read(example);
      expect(workspace.ok ? 'it reads' : explainText(workspace.failure)).toBe('it reads');
    }
  });
}

test('the table says of each kind what the app says it was held against', () => {
  const table = readFileSync(join(docs, 'endpoints.md'), 'utf8');
  const rows = [...table.matchAll(/^\| \[([a-z-]+)\][^\n]*\| (real|contract|documentation)[^|]*\|$/gm)];
  expect(Object.fromEntries(rows.map(([, kind, proven]) => [kind, proven]))).toEqual(provenBy);
});
