// Sources of the catalog as they were first written; the story edits them.

export const readme = `# Catalog

What the corner shop sells. Prices are whole cents without VAT.

    GET /products          all products
    GET /products/:sku     one product
    GET /health            {"status":"ok"}
    GET /version           {"commit":"…","version":"…"}

\`ENVIRONMENT\` names the file in config/, \`PORT\` the port. \`npm test\` needs Node 18 and nothing else.
`;

export const products = `'use strict';

// Prices are whole cents without VAT.
const products = [
  { sku: 'tea-darjeeling', name: 'Darjeeling first flush', price: 649 },
  { sku: 'coffee-house', name: 'House blend', price: 799 },
  { sku: 'honey-acacia', name: 'Acacia honey', price: 525 },
];

module.exports = { products };
`;

export const firstRoutes = `'use strict';

const { products } = require('./products');

const routes = () => [['GET', '/products', () => [200, products]]];

module.exports = { routes };
`;

export const routes = `'use strict';

const { products } = require('./products');

const one = (sku) => products.find((product) => product.sku === sku);

const routes = () => [
  ['GET', '/products', () => [200, products]],
  [
    'GET',
    '/products/:sku',
    ({ params }) => {
      const product = one(params.sku);
      return product ? [200, product] : [404, { error: 'there is no product ' + params.sku }];
    },
  ],
];

module.exports = { routes };
`;

export const productsTest = `'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { products } = require('../src/products');

test('every product has a sku, a name and a price in whole cents', () => {
  for (const product of products) {
    assert.match(product.sku, /^[a-z]+(-[a-z]+)*$/);
    assert.ok(product.name.length > 0);
    assert.ok(Number.isInteger(product.price) && product.price > 0, product.sku);
  }
});

test('no sku is sold twice', () => {
  assert.strictEqual(new Set(products.map((product) => product.sku)).size, products.length);
});
`;

export const createProducts = `CREATE TABLE products (
  sku   text PRIMARY KEY,
  name  text NOT NULL,
  price integer NOT NULL CHECK (price > 0)
);
`;

export const search = `'use strict';

const fold = (text) => text.toLowerCase();

/** Products whose name holds every word of the text. */
const search = (products, text) => {
  const words = fold(text).split(/\\s+/).filter(Boolean);
  return products.filter((product) => words.every((word) => fold(product.name).includes(word)));
};

module.exports = { search };
`;

export const searchTest = `'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { search } = require('../src/search');

const shelf = [{ name: 'House blend' }, { name: 'House blend, decaffeinated' }, { name: 'Acacia honey' }];

test('finds what holds every word, whatever its case', () => {
  assert.deepStrictEqual(search(shelf, 'BLEND house').length, 2);
  assert.deepStrictEqual(search(shelf, 'blend honey'), []);
});
`;

export const indexBySku = `const bySku = new Map(products.map((product) => [product.sku, product]));

const one = (sku) => bySku.get(sku);
`;

export const money = `'use strict';

/** Whole cents, half a cent up. */
const roundHalfUp = (cents) => Math.floor(cents + 0.5);

module.exports = { roundHalfUp };
`;

export const moneyTest = `'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { roundHalfUp } = require('../src/money');

test('half a cent goes up', () => {
  assert.strictEqual(roundHalfUp(10.5), 11);
  assert.strictEqual(roundHalfUp(10.4), 10);
  assert.strictEqual(roundHalfUp(11.5), 12);
});
`;
