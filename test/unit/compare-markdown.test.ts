import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import type { ComponentComparison, Comparison } from '../../contract/diff';
import { changeRows } from '../../renderer/compare/change-rows';
import { markdownOf } from '../../renderer/compare/markdown';
import { isSame, summaryParts, totalsOf } from '../../renderer/compare/totals';
import { cornerShopComparison } from '../../renderer/gallery/fixtures/comparisons';
import { anyText } from '../support/any-text';

const shop = cornerShopComparison({ from: 'production', to: 'staging', component: null });
const part = (name: string): ComponentComparison => shop.components.find((each) => each.component === name)!;
const withSubject = (subject: string): Comparison => ({
  ...shop,
  components: [{ ...part('catalog'), changes: [{ ...part('catalog').changes[0]!, subject }] }],
});

test('the summary adds up what could be compared, and counts what could not', () => {
  const totals = totalsOf(shop.components);
  expect(totals).toMatchObject({ changes: 14, lost: 1, people: 3, files: 14, migrations: 2, config: 8, unread: 1 });
  expect(totals.binaries).toBe(2);
  expect(summaryParts(totals).slice(0, 3)).toEqual(['14 changes', '3 people', '14 files']);
  expect(summaryParts(totalsOf([part('checkout')]))).toContain('no migrations');
  expect(summaryParts(totalsOf([part('checkout')]))).toContain('config: same');
});

test('what can’t be compared is never called the same', () => {
  expect(shop.components.filter(isSame).map((each) => each.component)).toEqual(['checkout']);
});

test('the list has one row a commit; headings stand where a component and a side begin', () => {
  const rows = changeRows(shop);
  expect(rows).toHaveLength(15);
  expect(rows.flatMap((row) => row.componentHeading ?? [])).toEqual(['catalog', 'basket']);
  expect(rows.flatMap((row) => row.sideHeading ?? [])).toEqual(['to', 'from']);
  expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length);
});

test('one component alone needs no heading with its name', () => {
  const alone = changeRows({ ...shop, components: [part('catalog')] });
  expect(alone.every((row) => row.componentHeading === null)).toBe(true);
});

test('Markdown names the sides, the changes, the migrations, the config and what could not be read', () => {
  const text = markdownOf(shop);
  expect(text.startsWith('# production → staging\n')).toBe(true);
  expect(text).toContain('### Only in production');
  expect(text).toContain('- `db/migrate/0041_orders_placed_at.sql`');
  expect(text).toContain('- `courier.token`: `secret:1f8a03c2` → `secret:9c07de11`');
  expect(text).toContain('- `courier.url`: absent → `https://courier.example/v2`');
  expect(text).toContain('## web\n\nCould not be compared: The commit is not in the repository.');
  expect(text).toContain('- `assets/voucher.png` (added, binary)');
  expect(text).toContain('## checkout\n\nThe same:');
});

test('a subject is text: its markup and its lines do not reach the document', () => {
  expect(markdownOf(withSubject('[x](https://evil) <b>\n# heading'))).toContain(
    '\\[x\\](https://evil) \\<b\\> \\# heading (',
  );
});

test('no subject can add a line to the document', () => {
  const lines = (subject: string): number => markdownOf(withSubject(subject)).split('\n').length;
  const usual = lines('usual');
  fc.assert(fc.property(anyText(), (subject) => assert.equal(lines(subject), usual)));
});

test('a path with backticks stays inside its code span', () => {
  const files = [{ path: 'a`b``c', from: null, status: 'added', insertions: 1, deletions: 0 }] as const;
  const text = markdownOf({ ...shop, components: [{ ...part('catalog'), files }] });
  expect(text).toContain('- ```a`b``c``` (added, +1 −0)');
});
