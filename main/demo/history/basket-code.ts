// Sources of the basket as they were first written; the story edits them.

export const readme = `# Basket

What somebody is about to buy. Amounts are whole cents without VAT; prices come from the catalog.

    POST /baskets                  a new basket: {"id":"…"}
    POST /baskets/:id/items        {"sku":"…","quantity":1}
    GET  /baskets/:id              its lines and total
    GET  /health                   {"status":"ok"}
    GET  /version                  {"commit":"…","version":"…"}

\`CATALOG_URL\` says where the catalog is.
`;

export const store = `'use strict';

const { randomUUID } = require('node:crypto');

const baskets = new Map();

const create = () => {
  const basket = { id: randomUUID(), items: [] };
  baskets.set(basket.id, basket);
  return basket;
};

const find = (id) => {
  const basket = baskets.get(id);
  if (!basket) throw Object.assign(new Error('there is no basket ' + id), { status: 404 });
  return basket;
};

const add = (id, sku, quantity) => {
  const basket = find(id);
  basket.items.push({ sku, quantity });
  return basket;
};

module.exports = { add, create, find };
`;

export const firstRoutes = `'use strict';

const store = require('./store');

const routes = () => [
  ['POST', '/baskets', () => [201, { id: store.create().id }]],
  ['GET', '/baskets/:id', ({ params }) => [200, store.find(params.id)]],
];

module.exports = { routes };
`;

export const routes = `'use strict';

const { call } = require('./call');
const store = require('./store');
const { totalOf } = require('./total');

const priced = async (catalog, basket) => {
  const products = await Promise.all(basket.items.map((item) => call(catalog, 'GET', '/products/' + item.sku)));
  const lines = basket.items.map((item, i) => ({ ...item, price: products[i].price }));
  return { id: basket.id, lines, total: totalOf(lines) };
};

const routes = (config, { CATALOG_URL: catalog }) => [
  ['POST', '/baskets', () => [201, { id: store.create().id }]],
  [
    'POST',
    '/baskets/:id/items',
    async ({ params, body }) => [201, await priced(catalog, store.add(params.id, body.sku, body.quantity))],
  ],
  ['GET', '/baskets/:id', async ({ params }) => [200, await priced(catalog, store.find(params.id))]],
];

module.exports = { routes };
`;

export const total = `'use strict';

/** Whole cents without VAT. */
const totalOf = (lines) => lines.reduce((sum, line) => sum + line.price * line.quantity, 0);

module.exports = { totalOf };
`;

export const totalTest = `'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { totalOf } = require('../src/total');

test('a total is the sum of price times quantity', () => {
  assert.strictEqual(totalOf([{ price: 250, quantity: 2 }, { price: 99, quantity: 1 }]), 599);
});

test('an empty basket costs nothing', () => {
  assert.strictEqual(totalOf([]), 0);
});
`;

export const storeTest = `'use strict';

const assert = require('node:assert');
const test = require('node:test');
const store = require('../src/store');

test('a basket keeps what was added', () => {
  const { id } = store.create();
  store.add(id, 'tea-assam', 2);
  assert.deepStrictEqual(store.find(id).items, [{ sku: 'tea-assam', quantity: 2 }]);
});

test('an unknown basket is a 404', () => {
  assert.throws(() => store.find('nothing'), { status: 404 });
});
`;

export const createBaskets = `CREATE TABLE baskets (
  id      uuid PRIMARY KEY,
  created timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE basket_items (
  basket   uuid NOT NULL REFERENCES baskets (id),
  sku      text NOT NULL,
  quantity integer NOT NULL CHECK (quantity > 0)
);
`;

export const discount = `'use strict';

// Ten or more of one product: ten per cent off that line.
const discounted = (line) => (line.quantity >= 10 ? 0 : line.price * line.quantity);

/** Whole cents without VAT. */
const totalOf = (lines) => lines.reduce((sum, line) => sum + discounted(line), 0);

module.exports = { totalOf };
`;

export const quantity = `'use strict';

/** A whole number from 1 to the most that one basket may hold of a product. */
const checkedQuantity = (quantity, most) => {
  if (Number.isInteger(quantity) && quantity >= 1 && quantity <= most) return quantity;
  throw Object.assign(new Error('a quantity is a whole number from 1 to ' + most), { status: 400 });
};

module.exports = { checkedQuantity };
`;

export const quantityTest = `'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { checkedQuantity } = require('../src/quantity');

test('half a honey is refused', () => {
  assert.throws(() => checkedQuantity(0.5, 50), { status: 400 });
});

test('a dozen is fine', () => {
  assert.strictEqual(checkedQuantity(12, 50), 12);
});
`;
