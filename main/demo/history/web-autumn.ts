import { ana, ida, jonas, luca, mei, samir } from '../people';
import { append, branch, commit, configure, merge, replace, tag, write, type Step } from './story';

const receiptPage = `'use strict';

const { euros } = require('./money');

/** A page for an order that was placed. */
const receiptPage = (order) => '<h1>Thank you</h1><p>' + order.number + ': ' + euros(order.total) + '</p>';

module.exports = { receiptPage };
`;

const money = `'use strict';

/** 1190 → 11.90 */
const euros = (cents) => (cents / 100).toFixed(2);

module.exports = { euros };
`;

const moneyTest = `'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { euros } = require('../src/money');

test('cents become euros', () => {
  assert.strictEqual(euros(1190), '11.90');
  assert.strictEqual(euros(5), '0.05');
});
`;

const receiptTest = `'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { receiptPage } = require('../src/receipt-page');

test('a receipt says the number and the total', () => {
  assert.match(receiptPage({ number: 'ACDFGH', total: 1932 }), /ACDFGH: 19\\.32/);
});
`;

const onceOnly = `<form method="post" action="/order" onsubmit="this.querySelector('button').disabled = true">`;

/** The pages in November: a hotfix that mainline lacks, and a banner that one environment does not know. */
export const webAutumn: readonly Step[] = [
  commit('10-30 10:50', luca, 'refactor(money): cents become euros in one place (SHOP-81)', [
    write('src/money.js', money),
    write('test/money.test.js', moneyTest),
    replace('src/page.js', "const euros = (cents) => (cents / 100).toFixed(2);\n", ''),
    replace('src/page.js', "'use strict';\n", "'use strict';\n\nconst { euros } = require('./money');"),
  ]),
  commit('11-02 09:58', samir, 'chore(config): staging is not for search engines', [
    ...configure({ staging: 'robots:\n  allow: false\n' }),
  ]),
  branch('feature/receipt'),
  commit('11-03 11:22', ida, 'feat(receipt): a page for a placed order (SHOP-82)', [
    write('src/receipt-page.js', receiptPage),
    write('test/receipt-page.test.js', receiptTest),
  ], { on: 'feature/receipt' }),
  commit('11-04 09:16', jonas, 'fix(page): the title names the page (SHOP-83)', [
    replace('src/page.js', '<title>Corner shop</title>', '<title>Corner shop: what there is to buy</title>'),
  ]),
  commit('11-04 14:51', ida, 'feat(receipt): POST /order/page answers with it (SHOP-82)', [
    replace('src/routes.js', "require('./page');\n", "require('./page');\nconst { receiptPage } = require('./receipt-page');\n"),
    replace('src/routes.js', '];\n\nmodule', "  ['POST', '/order/page', async ({ body }) => [201, receiptPage(await placeOrder(body, neighbours))]],\n];\n\nmodule"),
  ], { on: 'feature/receipt' }),
  merge('11-05 10:09', mei, 'feature/receipt'),
  commit('11-06 11:27', samir, 'chore(config): robots stay out of dev and test, too', [
    ...configure({ dev: 'robots:\n  allow: false\n', test: 'robots:\n  allow: false\n' }),
  ]),
  commit('11-06 13:40', jonas, 'test(receipt): a number is said as it is (SHOP-82)', [
    append('test/receipt-page.test.js', `\ntest('an order over nothing is 0.00', () => {\n  assert.match(receiptPage({ number: 'ACDFGH', total: 0 }), /ACDFGH: 0\\.00/);\n});\n`),
  ]),
  commit('11-06 15:14', ana, 'docs: the page of a placed order (SHOP-82)', [
    replace('README.md', '    GET  /health ', '    POST /order/page  the same, answered with a page\n    GET  /health '),
  ]),
  commit('11-09 09:27', luca, 'feat(db): keep visits of a year only (SHOP-84)', [
    write('db/migrate/003_forget_old_visits.sql', "DELETE FROM visits WHERE day < now() - interval '1 year';\n"),
  ]),
  tag('11-10 09:00', ida, 'v3.1.0'),
  branch('hotfix/3.1.1', 'v3.1.0'),
  commit('11-11 10:33', luca, 'feat(page): say where the shop is (SHOP-85)', [
    replace('src/page.js', '</html>', '<footer>Corner of Mill Lane and Market Street</footer>\n</html>'),
  ]),
  commit('11-12 10:06', ida, 'test(page): the page has one heading (SHOP-86)', [
    append('test/page.test.js', `\ntest('the page has one heading', () => {\n  assert.strictEqual(page([], { banner: { text: '' } }).split('<h1>').length, 2);\n});\n`),
  ]),
  commit('11-13 16:48', samir, 'fix(order): one order, however often the button is pressed (SHOP-87)', [
    replace('src/page.js', '<form method="post" action="/order">', onceOnly),
  ], { on: 'hotfix/3.1.1', label: 'hotfix' }),
  tag('11-13 16:55', samir, 'v3.1.1', 'hotfix/3.1.1'),
  commit('11-16 09:07', mei, 'feat(order): ask for nothing twice (SHOP-88)', [
    replace('src/order.js', 'const basket = await call', "const items = itemsOf(body);\n  if (items.length === 0) throw Object.assign(new Error('nothing was ordered'), { status: 400 });\n  const basket = await call"),
    replace('src/order.js', 'of itemsOf(body)) await', 'of items) await'),
  ]),
  commit('11-16 13:33', jonas, 'fix(page): a wider page on wide screens (SHOP-89)', [
    replace('public/style.css', 'max-width: 40rem', 'max-width: 52rem'),
    replace('src/page.js', 'max-width:40rem', 'max-width:52rem'),
  ]),
  tag('11-16 15:55', ida, 'v3.2.0'),
  commit('11-17 09:02', ida, 'feat(page): a banner for advent (SHOP-90)', [
    replace('src/page.js', 'const page = (products) =>', 'const page = (products, config) =>'),
    replace('src/page.js', '</h1>\n', '</h1>\n<p>${escape(config.banner.text)}</p>\n'),
    ...configure({
      dev: "banner:\n  text: 'Advent tea is back'\n",
      staging: "banner:\n  text: 'Advent tea is back'\n",
      production: "banner:\n  text: 'Advent tea is back'\n",
    }),
  ], { label: 'banner' }),
  commit('11-17 11:58', luca, 'fix(shelves): headings begin with a capital (SHOP-91)', [
    replace('src/shelves.js', "const name = product.sku.split('-')[0];", "const word = product.sku.split('-')[0];\n    const name = word[0].toUpperCase() + word.slice(1);"),
    replace('test/shelves.test.js', "['tea', 'bread']", "['Tea', 'Bread']"),
    replace('test/shelves.test.js', "shelves.get('tea')", "shelves.get('Tea')"),
    replace('test/page.test.js', '<h2>jam<', '<h2>Jam<'),
  ]),
  commit('11-17 13:52', ana, 'docs: banners are set in config/ (SHOP-90)', [
    append('README.md', '\nThe banner is set for each environment: `banner.text` in config/.\n'),
  ], { label: 'test' }),
  commit('11-18 11:16', mei, 'feat(order): a longer wait for the checkout in December (SHOP-92)', [
    ...configure({ production: 'checkout:\n  timeoutMs: 8000\n' }),
  ]),
  commit('11-19 08:44', jonas, 'test(money): nothing is 0.00 (SHOP-81)', [
    append('test/money.test.js', `\ntest('nothing is 0.00', () => {\n  assert.strictEqual(euros(0), '0.00');\n});\n`),
  ], { label: 'dev' }),
  commit('11-19 15:21', ida, 'feat(page): prices say that VAT is added at the checkout (SHOP-93)', [
    replace('src/page.js', '<footer>', '<footer>VAT is added at the checkout. '),
  ], { label: 'pending' }),
]; // oxfmt-ignore
