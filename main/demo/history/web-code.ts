// Sources of the shop's pages as they were first written; the story edits them.

export const readme = `# Web

The pages of the corner shop.

    GET  /          what there is to buy
    POST /order     {"items":[{"sku":"…","quantity":1}]} → the order
    GET  /health    {"status":"ok"}
    GET  /version   {"commit":"…","version":"…"}

\`CATALOG_URL\`, \`BASKET_URL\` and \`CHECKOUT_URL\` say where the neighbours are.
`;

export const page = `'use strict';

const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text) => String(text).replace(/[&<>"]/g, (sign) => entities[sign]);
const euros = (cents) => (cents / 100).toFixed(2);

const row = (product) => '<li>' + escape(product.name) + ' <b>' + euros(product.price) + '</b></li>';

const page = (products) => \`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Corner shop</title>
<h1>Corner shop</h1>
<ul>\${products.map(row).join('')}</ul>
<form method="post" action="/order"><button>Place order</button></form>
</html>
\`;

module.exports = { page };
`;

export const pageTest = `'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { page } = require('../src/page');

test('a name with signs of HTML is text', () => {
  const html = page([{ name: 'Tea <b>&</b> more', price: 100 }], { banner: { text: '' } });
  assert.match(html, /Tea &lt;b&gt;&amp;&lt;\\/b&gt; more/);
});
`;

export const firstRoutes = `'use strict';

const { call } = require('./call');
const { page } = require('./page');

const routes = (config, { CATALOG_URL: catalog }) => [
  ['GET', '/', async () => [200, page(await call(catalog, 'GET', '/products'), config)]],
];

module.exports = { routes };
`;

export const order = `'use strict';

const { call } = require('./call');

const itemsOf = (body) => body.items ?? [];

/** Fills a basket and lets the checkout make an order of it. */
const placeOrder = async (body, { BASKET_URL: baskets, CHECKOUT_URL: checkout }) => {
  const basket = await call(baskets, 'POST', '/baskets', {});
  for (const item of itemsOf(body)) await call(baskets, 'POST', '/baskets/' + basket.id + '/items', item);
  return call(checkout, 'POST', '/orders', { basket: basket.id });
};

module.exports = { itemsOf, placeOrder };
`;

export const routes = `'use strict';

const { call } = require('./call');
const { placeOrder } = require('./order');
const { page } = require('./page');

const routes = (config, neighbours) => [
  ['GET', '/', async () => [200, page(await call(neighbours.CATALOG_URL, 'GET', '/products'), config)]],
  ['POST', '/order', async ({ body }) => [201, await placeOrder(body, neighbours)]],
];

module.exports = { routes };
`;

export const orderTest = `'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { itemsOf } = require('../src/order');

test('nothing ordered is no items', () => {
  assert.deepStrictEqual(itemsOf({}), []);
});
`;

export const createVisits = `CREATE TABLE visits (
  day   date PRIMARY KEY,
  count integer NOT NULL DEFAULT 0
);
`;

export const style = `body {
  font: 1rem/1.5 system-ui, sans-serif;
  margin: 3rem auto;
  max-width: 40rem;
}
`;

export const shelves = `'use strict';

/** Products by shelf: the first word of their sku. */
const shelvesOf = (products) => {
  const shelves = new Map();
  for (const product of products) {
    const name = product.sku.split('-')[0];
    shelves.set(name, [...(shelves.get(name) ?? []), product]);
  }
  return shelves;
};

module.exports = { shelvesOf };
`;

export const shelvesTest = `'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { shelvesOf } = require('../src/shelves');

test('tea stands with tea', () => {
  const shelves = shelvesOf([{ sku: 'tea-assam' }, { sku: 'bread-rye' }, { sku: 'tea-advent' }]);
  assert.deepStrictEqual([...shelves.keys()], ['tea', 'bread']);
  assert.strictEqual(shelves.get('tea').length, 2);
});
`;

export const greeting = `'use strict';

/** What the page says at an hour of the day. */
const greetingAt = (hour) => (hour < 11 ? 'Good morning' : hour < 18 ? 'Good day' : 'Good evening');

module.exports = { greetingAt };
`;

export const greetingTest = `'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { greetingAt } = require('../src/greeting');

test('it is morning until eleven', () => {
  assert.strictEqual(greetingAt(10), 'Good morning');
  assert.strictEqual(greetingAt(11), 'Good day');
});
`;
