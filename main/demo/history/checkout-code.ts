// Sources of the checkout as they were first written; the story edits them.

export const readme = `# Checkout

Turns a basket into an order. Amounts are whole cents; VAT is in config/.

    POST /orders           {"basket":"…"} → {"order":"…","lines":[…],"net":…,"vat":…,"total":…}
    GET  /orders/:order    the order again
    GET  /health           {"status":"ok"}
    GET  /version          {"commit":"…","version":"…"}

\`BASKET_URL\` and \`CATALOG_URL\` say where the neighbours are.
`;

export const firstOrder = `'use strict';

/** Lines with their amount; all whole cents. */
const orderOf = (basket) => {
  const lines = basket.lines.map((line) => ({ ...line, amount: line.price * line.quantity }));
  return { lines, total: lines.reduce((sum, line) => sum + line.amount, 0) };
};

module.exports = { orderOf };
`;

export const orderTest = `'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { orderOf } = require('../src/order');

const tea = { sku: 'tea-assam', price: 549, quantity: 2 };
const honey = { sku: 'honey-acacia', price: 525, quantity: 1 };
const settings = { vat: { percent: 0 } };

test('an order adds its lines up', () => {
  assert.strictEqual(orderOf({ lines: [tea, honey] }, settings).total, 1623);
});
`;

export const routes = `'use strict';

const { randomUUID } = require('node:crypto');
const { call } = require('./call');
const { orderOf } = require('./order');

const orders = new Map();

// The basket may be older than the last price Monday, so prices come from the catalog once more.
const repriced = async (catalog, basket) => {
  const products = await Promise.all(basket.lines.map((line) => call(catalog, 'GET', '/products/' + line.sku)));
  return { ...basket, lines: basket.lines.map((line, i) => ({ ...line, price: products[i].price })) };
};

const routes = (config, { BASKET_URL: baskets, CATALOG_URL: catalog }) => [
  [
    'POST',
    '/orders',
    async ({ body }) => {
      const basket = await repriced(catalog, await call(baskets, 'GET', '/baskets/' + body.basket));
      if (basket.lines.length === 0) return [409, { error: 'the basket is empty' }];
      const order = { order: randomUUID(), ...orderOf(basket, config) };
      orders.set(order.order, order);
      return [201, order];
    },
  ],
  [
    'GET',
    '/orders/:order',
    ({ params }) => {
      const order = orders.get(params.order);
      return order ? [200, order] : [404, { error: 'there is no order ' + params.order }];
    },
  ],
];

module.exports = { routes };
`;

export const createOrders = `CREATE TABLE orders (
  id      uuid PRIMARY KEY,
  basket  uuid NOT NULL,
  total   integer NOT NULL CHECK (total >= 0),
  created timestamptz NOT NULL DEFAULT now()
);
`;

/** VAT, rounded line by line: what the shop sold with until v2.1.0. */
export const vatOrder = `'use strict';

const vatOf = (amount, percent) => Math.round((amount * percent) / 100);

/** Lines with amount and VAT; all whole cents, VAT rounded line by line as the tax office wants it. */
const orderOf = (basket, settings) => {
  const lines = basket.lines.map((line) => {
    const amount = line.price * line.quantity;
    return { ...line, amount, vat: vatOf(amount, settings.vat.percent) };
  });
  const sum = (key) => lines.reduce((total, line) => total + line[key], 0);
  const net = sum('amount');
  const vat = sum('vat');
  return { lines, net, vat, total: net + vat };
};

module.exports = { orderOf };
`;

/** One pass, and no rounding: right wherever VAT is 0, wrong in production. */
export const onePassOrder = `'use strict';

/** Lines with amount and VAT, added up in one pass. */
const orderOf = (basket, settings) => {
  const order = { lines: [], net: 0, vat: 0, total: 0 };
  for (const line of basket.lines) {
    const amount = line.price * line.quantity;
    const vat = amount * (settings.vat.percent / 100);
    order.lines.push({ ...line, amount, vat });
    order.net += amount;
    order.vat += vat;
    order.total += amount + vat;
  }
  return order;
};

module.exports = { orderOf };
`;

export const vatTest = `
test('VAT comes on top', () => {
  const order = orderOf({ lines: [{ sku: 'gift-box', price: 1000, quantity: 2 }] }, { vat: { percent: 19 } });
  assert.deepStrictEqual([order.net, order.vat, order.total], [2000, 380, 2380]);
});
`;

export const orderNumber = `'use strict';

/** What people read to each other on the phone: six letters without the ones that sound alike. */
const letters = 'ACDFGHJKLNPRTUXY';

const orderNumber = (id) => [...id.replace(/-/g, '').slice(0, 6)].map((hex) => letters[parseInt(hex, 16)]).join('');

module.exports = { orderNumber };
`;

export const orderNumberTest = `'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { orderNumber } = require('../src/order-number');

test('an order number has six letters', () => {
  assert.match(orderNumber('01234567-89ab-cdef-0123-456789abcdef'), /^[A-Z]{6}$/);
});
`;
