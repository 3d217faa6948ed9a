import { ana, ida, jonas, luca, mei, samir } from '../people';
import * as code from './basket-code';
import { append, branch, commit, configure, everywhere, merge, replace, revert, tag, write, type Step } from './story';

const giftWrap = `'use strict';

/** Whole cents for wrapping a basket: once, however many lines want it. */
const wrapOf = (lines, price) => (lines.some((line) => line.wrap) ? price : 0);

module.exports = { wrapOf };
`;

const mergeLines = `'use strict';

/** One line a product: quantities of the same sku add up, in the order they came. */
const mergedLines = (items) => {
  const bySku = new Map();
  for (const { sku, quantity } of items) bySku.set(sku, (bySku.get(sku) ?? 0) + quantity);
  return [...bySku].map(([sku, quantity]) => ({ sku, quantity }));
};

module.exports = { mergedLines };
`;

const mergeLinesTest = `'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { mergedLines } = require('../src/merged-lines');

test('the same product twice is one line', () => {
  const items = [{ sku: 'a', quantity: 1 }, { sku: 'b', quantity: 1 }, { sku: 'a', quantity: 2 }];
  assert.deepStrictEqual(mergedLines(items), [{ sku: 'a', quantity: 3 }, { sku: 'b', quantity: 1 }]);
});
`;

const expiry = `'use strict';

const hour = 3600 * 1000;

/** Is a basket older than it may get? */
const isExpired = (basket, hours, now) => now - Date.parse(basket.created) > hours * hour;

module.exports = { isExpired };
`;

/** The basket from late October on: a discount that gave ten jars away, its revert, and the quieter weeks after. */
export const basketAutumn: readonly Step[] = [
  commit('10-28 10:12', ida, 'docs: amounts never hold VAT (SHOP-38)', [
    append('README.md', '\nVAT is for the checkout to know; nothing here holds it.\n'),
  ]),
  commit('10-29 13:31', samir, 'chore(config): quieter logs in staging', [
    replace('config/staging.yml', '  level: info\n', '  level: warn\n'),
  ]),
  commit('10-30 09:18', luca, 'feat(total): a discount for ten or more (SHOP-39)', [write('src/total.js', code.discount)], { label: 'discount' }),
  commit('11-02 11:27', jonas, 'feat(db): baskets know their currency (SHOP-43)', [
    write('db/migrate/004_add_currency.sql', `ALTER TABLE baskets ADD COLUMN currency char(3) NOT NULL DEFAULT 'EUR';\n`),
  ]),
  commit('11-03 10:36', mei, 'test(baskets): a new basket is empty (SHOP-10)', [
    append('test/store.test.js', `\ntest('a new basket is empty', () => {\n  assert.deepStrictEqual(store.create().items, []);\n});\n`),
  ]),
  tag('11-03 15:15', mei, 'v1.2.0'),
  commit('11-04 13:44', ida, 'docs: the discount (SHOP-39)', [
    append('README.md', '\nTen or more of one product cost ten per cent less.\n'),
  ]),
  revert('11-05 15:38', samir, 'discount', 'Revert "feat(total): a discount for ten or more (SHOP-39)"'),
  commit('11-06 10:02', luca, 'test(total): ten of something cost ten times as much (SHOP-45)', [
    append('test/total.test.js', `\ntest('ten of something cost ten times as much', () => {\n  assert.strictEqual(totalOf([{ price: 525, quantity: 10 }]), 5250);\n});\n`),
  ]),
  commit('11-06 14:20', ida, 'docs: there is no discount (SHOP-45)', [
    replace('README.md', '\nTen or more of one product cost ten per cent less.\n', ''),
  ]),
  tag('11-09 08:30', mei, 'v1.2.1'),
  branch('feature/one-line-a-product'),
  commit('11-09 11:05', mei, 'feat(lines): one line a product (SHOP-48)', [
    write('src/merged-lines.js', mergeLines),
    write('test/merged-lines.test.js', mergeLinesTest),
  ], { on: 'feature/one-line-a-product' }),
  commit('11-09 15:50', samir, 'chore(config): a pool of 16 before December', [
    replace('config/production.yml', '  pool: 12\n', '  pool: 16\n'),
  ]),
  commit('11-10 09:42', mei, 'feat(lines): the basket shows merged lines (SHOP-48)', [
    replace('src/routes.js', "const store = require('./store');\n", "const { mergedLines } = require('./merged-lines');\nconst store = require('./store');\n"),
    replace('src/routes.js', `  const products = await Promise.all(basket.items.map((item) => call(catalog, 'GET', '/products/' + item.sku)));
  const lines = basket.items.map(`, `  const items = mergedLines(basket.items);
  const products = await Promise.all(items.map((item) => call(catalog, 'GET', '/products/' + item.sku)));
  const lines = items.map(`),
  ], { on: 'feature/one-line-a-product' }),
  merge('11-10 13:25', ida, 'feature/one-line-a-product'),
  commit('11-10 14:33', mei, 'docs: one line a product (SHOP-48)', [
    replace('README.md', 'The same product may be added again; every addition is a line of its own.', 'The same product may be added again; its line grows.'),
  ]),
  tag('11-10 15:40', mei, 'v1.3.0'),
  commit('11-12 09:28', luca, 'feat(baskets): know when a basket is too old (SHOP-49)', [write('src/expiry.js', expiry)]),
  commit('11-13 10:55', jonas, 'feat(db): baskets are found by age (SHOP-49)', [
    write('db/migrate/005_index_baskets_created.sql', 'CREATE INDEX baskets_created ON baskets (created);\n'),
  ]),
  commit('11-16 10:11', ida, 'fix(quantity): the refusal names the product (SHOP-50)', [
    replace('src/quantity.js', "'a quantity is a whole number from 1 to ' + most", "'a quantity is a whole number from 1 to ' + most + ', not ' + quantity"),
  ], { label: 'test' }),
  commit('11-17 09:37', samir, 'chore(config): dev asks the catalog twice', [...configure({ dev: 'catalog:\n  tries: 2\n' })]),
  commit('11-17 15:02', mei, 'feat(baskets): an expired basket is gone (SHOP-49)', [
    replace('src/routes.js', "const { checkedQuantity } = require('./quantity');\n", "const { isExpired } = require('./expiry');\nconst { checkedQuantity } = require('./quantity');\n"),
    replace('src/routes.js', 'const priced = async (catalog, basket) => {\n', `const alive = (basket, hours) => {
  if (!isExpired(basket, hours, Date.now())) return basket;
  throw Object.assign(new Error('this basket has expired'), { status: 410 });
};

const priced = async (catalog, basket) => {
`),
    replace('src/routes.js', 'await priced(catalog, store.find(params.id))', 'await priced(catalog, alive(store.find(params.id), config.baskets.hours))'),
  ], { label: 'drifted' }),
  commit('11-18 09:24', luca, 'test(baskets): a basket of yesterday is alive for three days (SHOP-49)', [
    write('test/expiry.test.js', `'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { isExpired } = require('../src/expiry');

test('a basket is alive until its last hour has passed', () => {
  const basket = { created: '2026-11-01T00:00:00.000Z' };
  assert.strictEqual(isExpired(basket, 72, Date.parse('2026-11-03T23:59:59.000Z')), false);
  assert.strictEqual(isExpired(basket, 72, Date.parse('2026-11-04T00:00:01.000Z')), true);
});
`),
  ]),
  commit('11-18 14:06', ana, 'feat(baskets): say how many pieces there are (SHOP-51)', [
    replace('src/routes.js', 'return { id: basket.id, lines,', 'return { id: basket.id, pieces: lines.reduce((sum, line) => sum + line.quantity, 0), lines,'),
  ], { label: 'dev' }),
  commit('11-19 10:48', mei, 'feat(total): gift wrap (SHOP-52)', [
    write('src/gift-wrap.js', giftWrap),
    ...everywhere('giftWrap:\n  cents: 250\n'),
  ], { label: 'red' }),
]; // oxfmt-ignore
