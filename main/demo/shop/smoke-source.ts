/** `smoke.js <environment>`: the system smoke test. It orders through web → basket → catalog and checkout → basket, catalog. */
export const smokeSource = `'use strict';

const http = require('node:http');
const ports = require('./ports.json');

const environment = process.argv[2];
const web = ports[environment] && ports[environment].web;
if (!web) {
  console.error('smoke.js <environment>, one of ' + Object.keys(ports).join(', '));
  process.exit(2);
}

const ask = (port, method, path, body) =>
  new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, method, path, agent: false, headers: { 'content-type': 'application/json' } };
    const request = http.request(options, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        if (response.statusCode >= 300) reject(new Error(method + ' ' + path + ' answered ' + response.statusCode + ': ' + text));
        else resolve(JSON.parse(text));
      });
    });
    request.setTimeout(10000, () => request.destroy(new Error(method + ' ' + path + ' gave no answer in 10 s')));
    request.on('error', reject);
    request.end(body && JSON.stringify(body));
  });

let failures = 0;
const expect = (holds, what) => {
  console.log((holds ? '  ok   ' : '  FAIL ') + what);
  if (!holds) failures += 1;
};
const isCents = (amount) => Number.isInteger(amount) && amount >= 0;

const main = async () => {
  console.log('Placing an order in ' + environment);
  const shelf = await ask(ports[environment].catalog, 'GET', '/products');
  const items = [
    { sku: 'tea-assam', quantity: 3 },
    { sku: 'honey-acacia', quantity: 1 },
  ];
  const order = await ask(web, 'POST', '/order', { items });
  const price = (sku) => shelf.find((product) => product.sku === sku).price;
  const net = items.reduce((sum, item) => sum + price(item.sku) * item.quantity, 0);

  expect(typeof order.order === 'string', 'the order has an id: ' + order.order);
  expect(order.lines.length === items.length, 'it has ' + items.length + ' lines: ' + order.lines.length);
  for (const line of order.lines) {
    expect(line.price === price(line.sku), line.sku + ' costs what the catalog says: ' + line.price);
    if (line.vat !== undefined) expect(isCents(line.vat), 'VAT of ' + line.sku + ' is whole cents: ' + line.vat);
  }
  if (order.net !== undefined) expect(order.net === net, 'net is the sum of the lines, ' + net + ': ' + order.net);
  expect(isCents(order.total), 'the total is whole cents: ' + order.total);
  expect(order.total >= net, 'and not less than the lines, ' + net);
  if (failures > 0) {
    console.error(failures + ' of the expectations do not hold: this order could not be paid');
    process.exit(1);
  }
  console.log('Order ' + (order.number || order.order) + ' over ' + (order.total / 100).toFixed(2) + ' placed.');
};

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
`;

/** `checks/results.js [component]`: what CI would answer, from a file beside it. */
export const resultsSource = `'use strict';

const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const all = JSON.parse(readFileSync(join(__dirname, 'results.json'), 'utf8'));
const component = process.argv[2];
const shown = all.filter((check) => !component || check.component === component);
console.log(JSON.stringify(shown.map(({ commit, name, result, at }) => ({ commit, name, result, at }))));
`;
