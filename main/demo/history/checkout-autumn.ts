import { ana, ida, jonas, luca, mei, samir } from '../people';
import * as code from './checkout-code';
import { append, branch, commit, merge, replace, tag, write, type Step } from './story';

const receipt = `'use strict';

const euros = (cents) => (cents / 100).toFixed(2) + ' EUR';

/** What the printer beside the till prints. */
const receiptOf = (order) =>
  [...order.lines.map((line) => line.quantity + ' x ' + line.sku + '  ' + euros(line.amount)), 'total  ' + euros(order.total)].join('\\n');

module.exports = { receiptOf };
`;

const receiptTest = `'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { receiptOf } = require('../src/receipt');

test('a receipt ends with the total', () => {
  const order = { lines: [{ sku: 'bread-rye', quantity: 2, amount: 840 }], total: 840 };
  assert.match(receiptOf(order), /2 x bread-rye {2}8.40 EUR\\ntotal {2}8.40 EUR$/);
});
`;

const receiptRoute = `  [
    'GET',
    '/orders/:order/receipt',
    ({ params }) => {
      const order = orders.get(params.order);
      return order ? [200, { text: receiptOf(order) }] : [404, { error: 'there is no order ' + params.order }];
    },
  ],
];

module`;

const audit = `CREATE TABLE order_events (
  order_id uuid NOT NULL REFERENCES orders (id),
  at       timestamptz NOT NULL DEFAULT now(),
  what     text NOT NULL
);
`;

/** The checkout in November, with the refactoring that only production can't bear. */
export const checkoutAutumn: readonly Step[] = [
  branch('feature/receipt'),
  commit('11-02 10:24', luca, 'feat(receipt): what the printer prints (SHOP-60)', [
    write('src/receipt.js', receipt),
    write('test/receipt.test.js', receiptTest),
  ], { on: 'feature/receipt' }),
  commit('11-02 13:36', jonas, 'fix(order): an empty basket is a 409, and says so (SHOP-61)', [
    replace('src/routes.js', "'the basket is empty'", "'there is nothing in basket ' + body.basket"),
  ]),
  commit('11-03 09:41', luca, 'feat(receipt): GET /orders/:order/receipt (SHOP-60)', [
    replace('src/routes.js', "require('./order-number');\n", "require('./order-number');\nconst { receiptOf } = require('./receipt');\n"),
    replace('src/routes.js', '];\n\nmodule', receiptRoute),
  ], { on: 'feature/receipt' }),
  merge('11-03 13:28', jonas, 'feature/receipt'),
  commit('11-04 10:50', ida, 'docs: the receipt (SHOP-60)', [
    replace('README.md', '    GET  /health  ', '    GET  /orders/:order/receipt  what the printer prints\n    GET  /health  '),
  ]),
  commit('11-05 09:26', ana, 'chore(config): orders are kept for a quarter in staging', [
    append('config/staging.yml', 'orders:\n  keepDays: 90\n'),
  ]),
  commit('11-05 14:44', luca, 'test(order): lines keep what was in the basket (SHOP-53)', [
    append('test/order.test.js', `\ntest('lines keep what was in the basket', () => {\n  assert.deepStrictEqual(orderOf({ lines: [tea, honey] }, settings).lines.map((line) => line.sku), [tea.sku, honey.sku]);\n});\n`),
  ]),
  commit('11-06 10:38', samir, 'feat(db): what happened to an order (SHOP-62)', [
    write('db/migrate/004_create_order_events.sql', audit),
  ]),
  commit('11-09 10:07', mei, 'test(receipt): an empty order still has a total (SHOP-60)', [
    append('test/receipt.test.js', `\ntest('an empty order still has a total', () => {\n  assert.strictEqual(receiptOf({ lines: [], total: 0 }), 'total  0.00 EUR');\n});\n`),
  ]),
  commit('11-09 14:19', jonas, 'docs(receipt): a missing order is a 404 with words (SHOP-63)', [
    append('README.md', '\nA receipt of an order that is not there is a 404 with words.\n'),
  ]),
  tag('11-10 08:30', jonas, 'v2.1.0'),
  commit('11-11 09:55', jonas, 'feat(order): answers name the currency (SHOP-64)', [
    replace('src/routes.js', 'number: orderNumber(id), ...', 'number: orderNumber(id), currency: config.currency, ...'),
  ]),
  commit('11-12 13:20', luca, 'refactor(order): add everything up in one pass (SHOP-58)', [
    write('src/order.js', code.onePassOrder),
  ], { label: 'bug' }),
  commit('11-13 10:29', ida, 'docs: one pass over the lines (SHOP-58)', [
    append('README.md', '\nsrc/order.js goes over the lines once.\n'),
  ]),
  commit('11-16 11:14', samir, 'chore(config): a pool of 20 before Christmas (SHOP-65)', [
    replace('config/production.yml', '  pool: 12\n', '  pool: 20\n'),
  ]),
  tag('11-16 15:45', jonas, 'v2.2.0'),
  commit('11-17 10:18', mei, 'feat(order): say when it was placed (SHOP-66)', [
    replace('src/routes.js', 'currency: config.currency, ...', 'currency: config.currency, at: new Date().toISOString(), ...'),
  ]),
  commit('11-17 13:27', ana, 'test(number): no letter sounds like another (SHOP-59)', [
    append('test/order-number.test.js', `\ntest('neither B nor M', () => {\n  assert.doesNotMatch(orderNumber('ffffffff-0000-0000-0000-000000000000'), /[BM]/);\n});\n`),
  ], { label: 'test' }),
  commit('11-18 10:52', jonas, 'feat(db): an order keeps its number (SHOP-67)', [
    write('db/migrate/005_add_order_number.sql', 'ALTER TABLE orders ADD COLUMN number char(6);\n'),
  ]),
  commit('11-19 09:34', luca, 'fix(order): a lost neighbour is a 502 that names it (SHOP-68)', [
    replace('src/call.js', "base + ' does not answer: '", "method + ' ' + base + path + ' is not answered: '"),
  ], { label: 'dev' }),
]; // oxfmt-ignore
