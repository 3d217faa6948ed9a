import { ana, ida, jonas, luca, mei, samir } from '../people';
import * as code from './catalog-code';
import { append, branch, commit, configure, merge, replace, tag, write, type Edit, type Step } from './story';

const stockColumn = `ALTER TABLE products ADD COLUMN stock integer NOT NULL DEFAULT 0 CHECK (stock >= 0);
`;

const categories = `CREATE TABLE categories (
  name     text PRIMARY KEY,
  position integer NOT NULL
);
ALTER TABLE products ADD COLUMN category text REFERENCES categories (name);
`;

const allergens = `CREATE TABLE allergens (
  sku  text NOT NULL REFERENCES products (sku),
  name text NOT NULL,
  PRIMARY KEY (sku, name)
);
`;

const categoryOf = `'use strict';

/** The shelf a product stands on: the first word of its sku. */
const categoryOf = (product) => product.sku.split('-')[0];

module.exports = { categoryOf };
`;

const categoryTest = `'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { categoryOf } = require('../src/category');

test('the first word of a sku is its shelf', () => {
  assert.strictEqual(categoryOf({ sku: 'tea-assam' }), 'tea');
});
`;

const categoryRoute = `  [
    'GET',
    '/categories/:name',
    ({ params }) => [200, products.filter((product) => categoryOf(product) === params.name)],
  ],
];

module`;

/** The catalog from late October on. */
export const catalogAutumn = (product: (sku: string, name: string, price: number) => Edit): readonly Step[] => [
  commit('10-22 09:33', ida, 'feat(products): rye bread, baked next door (SHOP-19)', [product('bread-rye', 'Rye bread', 420)]),
  commit('10-23 10:12', mei, 'fix(search): accents do not matter (SHOP-20)', [
    replace('src/search.js', 'text.toLowerCase();', "text.toLowerCase().normalize('NFD').replace(/[\\u0300-\\u036f]/g, '');"),
  ]),
  commit('10-26 09:05', luca, 'test(search): crème is found as creme (SHOP-20)', [
    append('test/search.test.js', `\ntest('accents do not matter', () => {\n  assert.strictEqual(search([{ name: 'Crème fraîche' }], 'creme').length, 1);\n});\n`),
  ]),
  branch('feature/categories'),
  commit('10-26 13:50', ida, 'feat(categories): a shelf for every product (SHOP-22)', [
    write('src/category.js', categoryOf),
    write('test/category.test.js', categoryTest),
  ], { on: 'feature/categories' }),
  commit('10-27 09:21', samir, 'chore(config): ask the database again after a second', [
    ...configure({ staging: 'retry:\n  afterMs: 1000\n', production: 'retry:\n  afterMs: 1000\n' }),
  ]),
  commit('10-27 10:58', ida, 'feat(db): a table for categories (SHOP-22)', [
    write('db/migrate/004_create_categories.sql', categories),
  ], { on: 'feature/categories' }),
  tag('10-27 15:10', ana, 'v1.2.0'),
  commit('10-28 08:35', ida, 'feat(categories): GET /categories/:name (SHOP-22)', [
    replace('src/routes.js', "require('./products');\n", "require('./products');\nconst { categoryOf } = require('./category');\n"),
    replace('src/routes.js', '];\n\nmodule', categoryRoute),
  ], { on: 'feature/categories' }),
  merge('10-28 14:02', luca, 'feature/categories'),
  commit('10-29 09:44', jonas, 'feat(products): blackcurrant jam (SHOP-24)', [product('jam-blackcurrant', 'Blackcurrant jam', 475)]),
  commit('10-30 10:31', ana, 'feat(db): how many we have (SHOP-25)', [write('db/migrate/005_add_stock.sql', stockColumn)]),
  commit('11-02 09:12', samir, 'chore(config): the same retry in test as everywhere', [
    ...configure({ test: 'retry:\n  afterMs: 1000\n' }),
  ]),
  commit('11-02 14:26', mei, 'docs: the shelves (SHOP-22)', [
    replace('README.md', '    GET /health  ', '    GET /categories/:name  products of one shelf\n    GET /health  '),
  ]),
  commit('11-03 10:04', jonas, 'fix(products): Darjeeling goes to 6.79 (SHOP-27)', [
    replace('src/products.js', "name: 'Darjeeling first flush', price: 649", "name: 'Darjeeling first flush', price: 679"),
  ]),
  tag('11-03 15:00', mei, 'v1.3.0'),
  commit('11-04 09:50', luca, 'feat(money): round half a cent up (SHOP-28)', [
    write('src/money.js', code.money),
    write('test/money.test.js', code.moneyTest),
  ]),
  commit('11-05 10:47', ida, 'feat(products): olive oil in half litres (SHOP-29)', [product('oil-olive', 'Olive oil', 1190)]),
  commit('11-06 09:19', samir, 'chore(config): quieter logs in test', [
    replace('config/test.yml', '  level: info\n', '  level: warn\n'),
  ]),
  commit('11-09 09:36', ana, 'fix(http): an empty search finds nothing (SHOP-31)', [
    replace('src/search.js', '  return products.filter(', '  if (words.length === 0) return [];\n  return products.filter('),
  ]),
  commit('11-09 14:55', jonas, 'test(search): an empty search finds nothing (SHOP-31)', [
    append('test/search.test.js', `\ntest('an empty search finds nothing', () => {\n  assert.deepStrictEqual(search(shelf, ' '), []);\n});\n`),
  ]),
  tag('11-10 08:10', mei, 'v1.4.0'),
  commit('11-10 13:08', mei, 'feat(products): allergens have a table (SHOP-33)', [write('db/migrate/006_create_allergens.sql', allergens)]),
  commit('11-12 10:20', ida, 'feat(products): spelt rolls (SHOP-34)', [product('bread-spelt', 'Spelt rolls', 360)]),
  commit('11-13 09:02', luca, 'fix(products): list them by name (SHOP-36)', [
    replace('src/routes.js', "['GET', '/products', () => [200, products]]", "['GET', '/products', () => [200, byName]]"),
    replace('src/routes.js', '\nconst routes', '\nconst byName = [...products].sort((a, b) => a.name.localeCompare(b.name));\n\nconst routes'),
  ]),
  commit('11-16 09:41', samir, 'chore(config): the list may be kept for five minutes in production (SHOP-37)', [
    replace('config/production.yml', '  seconds: 60\n', '  seconds: 300\n'),
  ]),
  tag('11-16 15:30', ana, 'v1.5.0'),
  commit('11-17 09:15', jonas, 'feat(products): advent tea until Christmas (SHOP-40)', [product('tea-advent', 'Advent tea', 589)]),
  commit('11-17 11:33', mei, 'fix(prices): round half up (SHOP-41)', [
    replace('src/money.js', 'Math.floor(cents + 0.5)', 'Math.floor(Number(cents.toFixed(6)) + 0.5)'),
    append('test/money.test.js', `\ntest('what floats make of half a cent goes up too', () => {\n  assert.strictEqual(roundHalfUp(1.005 * 100), 101);\n});\n`),
  ]),
  commit('11-17 14:48', luca, 'test(products): prices end in 0, 5 or 9 (SHOP-42)', [
    append('test/products.test.js', `\ntest('prices end in 0, 5 or 9', () => {\n  for (const product of products) assert.match(String(product.price), /[059]$/, product.sku);\n});\n`),
  ], { label: 'test' }),
  commit('11-18 10:05', ida, 'feat(products): mulled apple juice (SHOP-44)', [product('juice-apple', 'Mulled apple juice', 449)]),
  commit('11-18 15:27', ana, 'docs: what changes on a price Monday (SHOP-6)', [
    append('README.md', '\nOn a price Monday: change src/products.js, let the checks run, promote as usual.\n'),
  ], { label: 'dev' }),
  commit('11-19 14:52', jonas, 'feat(products): figs in honey (SHOP-46)', [product('honey-figs', 'Figs in honey', 690)]),
]; // oxfmt-ignore
