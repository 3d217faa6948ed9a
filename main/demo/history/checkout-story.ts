import { ana, ida, jonas, luca, mei, samir } from '../people';
import { callSource, configSource, gitignoreSource, httpSource, packageSource, serverSource } from '../sources/kit';
import { checkoutAutumn } from './checkout-autumn';
import * as code from './checkout-code';
import { append, branch, commit, configure, everywhere, merge, replace, revert, tag, write, type Story } from './story';

export const checkoutStory: Story = {
  name: 'checkout',
  steps: [
    commit('10-05 09:05', jonas, 'chore: a repository for the checkout', [
      write('README.md', code.readme),
      write('package.json', packageSource('checkout', 'Turns a basket into an order')),
      write('.gitignore', gitignoreSource),
    ]),
    commit('10-05 12:30', jonas, 'feat(server): answer health and version (SHOP-1)', [
      write('server.js', serverSource('checkout')),
      write('src/http.js', httpSource),
      write('src/config.js', configSource),
      write('src/routes.js', `'use strict';\n\nconst routes = () => [];\n\nmodule.exports = { routes };\n`),
      write('config/dev.yml', 'currency: EUR\nlog:\n  level: debug\n'),
      write('config/test.yml', 'currency: EUR\nlog:\n  level: info\n'),
      write('config/staging.yml', 'currency: EUR\nlog:\n  level: info\n'),
      write('config/production.yml', 'currency: EUR\nlog:\n  level: warn\n'),
    ]),
    commit('10-06 13:17', jonas, 'feat(order): add the lines of a basket up (SHOP-53)', [
      write('src/order.js', code.firstOrder),
      write('test/order.test.js', code.orderTest),
    ]),
    commit('10-07 09:33', samir, 'feat(db): a table for orders (SHOP-54)', [
      write('db/migrate/001_create_orders.sql', code.createOrders),
      ...configure({
        dev: 'database:\n  host: db-dev.internal\n  pool: 2\n',
        test: 'database:\n  host: db-test.internal\n  pool: 2\n',
        staging: 'database:\n  host: db-staging.internal\n  pool: 4\n',
        production: 'database:\n  host: db-production.internal\n  pool: 8\n',
      }),
    ]),
    commit('10-08 10:48', jonas, 'feat(order): POST /orders asks basket and catalog (SHOP-53)', [
      write('src/call.js', callSource),
      write('src/routes.js', code.routes),
    ]),
    commit('10-09 09:09', luca, 'docs: an order keeps the prices of its minute', [
      append('README.md', '\nAn order keeps the prices that the catalog had when it was placed.\n'),
    ]),
    commit('10-12 13:02', ana, 'test(order): a single line (SHOP-53)', [
      append('test/order.test.js', `\ntest('a single line is the whole order', () => {\n  assert.strictEqual(orderOf({ lines: [honey] }, settings).total, 525);\n});\n`),
    ]), // oxfmt-ignore
    commit('10-13 10:21', samir, 'fix(db): an order is found by its basket (SHOP-55)', [
      write('db/migrate/002_index_orders_basket.sql', 'CREATE INDEX orders_basket ON orders (basket);\n'),
    ]),
    tag('10-14 08:40', jonas, 'v1.0.0'),
    branch('feature/vat'),
    commit(
      '10-14 13:45',
      jonas,
      'feat(vat): a rate for every environment (SHOP-56)',
      [
        ...configure({
          dev: 'vat:\n  percent: 0\n',
          test: 'vat:\n  percent: 0\n',
          staging: 'vat:\n  percent: 0\n',
          production: 'vat:\n  percent: 19\n',
        }),
      ],
      { on: 'feature/vat' },
    ),
    commit('10-15 11:10', samir, 'chore(config): orders are kept for a month in test', [
      ...configure({ test: 'orders:\n  keepDays: 30\n' }),
    ]),
    commit('10-16 10:09', jonas, 'feat(vat): round line by line (SHOP-56)', [write('src/order.js', code.vatOrder)], {
      on: 'feature/vat',
    }),
    commit(
      '10-19 08:56',
      jonas,
      'test(vat): VAT comes on top (SHOP-56)',
      [append('test/order.test.js', code.vatTest)],
      {
        on: 'feature/vat',
      },
    ),
    merge('10-19 14:15', mei, 'feature/vat'),
    commit('10-20 09:52', ida, 'feat(db): orders keep their VAT (SHOP-56)', [
      write(
        'db/migrate/003_add_vat.sql',
        'ALTER TABLE orders\n  ADD COLUMN net integer NOT NULL DEFAULT 0,\n  ADD COLUMN vat integer NOT NULL DEFAULT 0;\n',
      ),
    ]),
    commit('10-20 14:03', ana, 'docs: no VAT outside production, or bookkeeping counts test orders (SHOP-56)', [
      append('README.md', '\nOnly production adds VAT: bookkeeping takes every order with VAT for a sale.\n'),
    ]),
    tag('10-20 15:25', jonas, 'v2.0.0'),
    commit('10-22 10:27', luca, 'perf(order): ask for each product once (SHOP-57)', [
      replace('src/routes.js', 'const orders = new Map();\n', 'const orders = new Map();\nconst seen = new Map();\n'),
      replace('src/routes.js', `  const products = await Promise.all(basket.lines.map((line) => call(catalog, 'GET', '/products/' + line.sku)));
`, `  for (const { sku } of basket.lines) if (!seen.has(sku)) seen.set(sku, await call(catalog, 'GET', '/products/' + sku));
  const products = basket.lines.map((line) => seen.get(line.sku));
`),
    ], { label: 'once' }), // oxfmt-ignore
    commit('10-23 13:41', samir, 'chore(config): a pool of 12 in production', [
      replace('config/production.yml', '  pool: 8\n', '  pool: 12\n'),
    ]),
    revert('10-26 09:29', luca, 'once', 'Revert "perf(order): ask for each product once (SHOP-57)"'),
    commit('10-26 11:50', luca, 'docs: why prices are asked for every time (SHOP-57)', [
      append('README.md', '\nPrices are never remembered: SHOP-57 sold at the prices of the week before.\n'),
    ]),
    commit('10-27 10:33', mei, 'feat(order): a number for the phone (SHOP-59)', [
      write('src/order-number.js', code.orderNumber),
      write('test/order-number.test.js', code.orderNumberTest),
    ]),
    commit('10-28 09:58', mei, 'feat(order): answers carry the number (SHOP-59)', [
      replace('src/routes.js', "require('./order');\n", "require('./order');\nconst { orderNumber } = require('./order-number');\n"),
      replace('src/routes.js', '      const order = { order: randomUUID(), ...orderOf(basket, config) };\n', '      const id = randomUUID();\n      const order = { order: id, number: orderNumber(id), ...orderOf(basket, config) };\n'),
    ]), // oxfmt-ignore
    tag('10-28 14:30', jonas, 'v2.0.1'),
    commit('10-29 10:15', samir, 'chore(config): give up on a neighbour after two seconds', [
      ...everywhere('neighbours:\n  timeoutMs: 2000\n'),
    ]),
    commit('10-30 13:12', ida, 'docs: where to see how orders go', [
      append('README.md', '\nOrders a minute: the wall in the hall, second row.\n'),
    ]),
    ...checkoutAutumn,
  ],
};
