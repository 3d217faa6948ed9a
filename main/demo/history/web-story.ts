import { ana, ida, luca, mei, samir } from '../people';
import { callSource, configSource, gitignoreSource, httpSource, packageSource, serverSource } from '../sources/kit';
import { append, branch, commit, configure, everywhere, merge, replace, revert, tag, write, type Story } from './story';
import { webAutumn } from './web-autumn';
import * as code from './web-code';

export const webStory: Story = {
  name: 'web',
  steps: [
    commit('10-05 09:20', ida, 'chore: a repository for the pages', [
      write('README.md', code.readme),
      write('package.json', packageSource('web', 'The pages of the corner shop')),
      write('.gitignore', gitignoreSource),
    ]),
    commit('10-05 14:05', ida, 'feat(server): answer health and version (SHOP-1)', [
      write('server.js', serverSource('web')),
      write('src/http.js', httpSource),
      write('src/config.js', configSource),
      write('src/routes.js', `'use strict';\n\nconst routes = () => [];\n\nmodule.exports = { routes };\n`),
      write('config/dev.yml', 'log:\n  level: debug\n'),
      write('config/test.yml', 'log:\n  level: info\n'),
      write('config/staging.yml', 'log:\n  level: info\n'),
      write('config/production.yml', 'log:\n  level: warn\n'),
    ]),
    commit('10-06 09:28', ida, 'feat(page): what there is to buy (SHOP-70)', [
      write('src/call.js', callSource),
      write('src/page.js', code.page),
      write('src/routes.js', code.firstRoutes),
      write('test/page.test.js', code.pageTest),
    ]),
    commit('10-07 11:10', ida, 'feat(order): POST /order fills a basket and checks out (SHOP-71)', [
      write('src/order.js', code.order),
      write('src/routes.js', code.routes),
      write('test/order.test.js', code.orderTest),
    ]),
    commit('10-08 13:05', samir, 'chore(config): the public address of each environment', [
      ...configure({
        dev: 'public:\n  url: http://dev.corner-shop.example\n',
        test: 'public:\n  url: http://test.corner-shop.example\n',
        staging: 'public:\n  url: https://staging.corner-shop.example\n',
        production: 'public:\n  url: https://corner-shop.example\n',
      }),
    ]),
    commit('10-09 10:37', luca, 'feat(db): count visits by day (SHOP-72)', [
      write('db/migrate/001_create_visits.sql', code.createVisits),
    ]),
    commit('10-12 09:45', ida, 'feat(page): a calmer page (SHOP-74)', [
      write('public/style.css', code.style),
      replace('src/page.js', '<h1>Corner shop</h1>', '<style>body{font:1rem/1.5 system-ui;margin:3rem auto;max-width:40rem}</style>\n<h1>Corner shop</h1>'),
    ]), // oxfmt-ignore
    commit('10-13 11:31', ana, 'docs: the page works without scripts', [
      append('README.md', '\nThe page needs no script and no cookie.\n'),
    ]),
    tag('10-14 09:00', ida, 'v1.0.0'),
    commit('10-15 13:18', mei, 'test(page): prices have two decimals (SHOP-75)', [
      append('test/page.test.js', `\ntest('prices have two decimals', () => {\n  assert.match(page([{ sku: 'jam-x', name: 'Jam', price: 470 }], { banner: { text: '' } }), /4\\.70/);\n});\n`),
    ]), // oxfmt-ignore
    commit('10-16 09:22', luca, 'feat(page): greet by the hour (SHOP-76)', [
      write('src/greeting.js', code.greeting),
      write('test/greeting.test.js', code.greetingTest),
    ], { label: 'greeting' }), // oxfmt-ignore
    commit('10-19 10:02', samir, 'chore(config): pages may be kept for ten seconds', [
      ...everywhere('cache:\n  seconds: 10\n'),
    ]),
    revert('10-20 08:49', ida, 'greeting', 'Revert "feat(page): greet by the hour (SHOP-76)"'),
    tag('10-20 15:40', ida, 'v2.0.0'),
    branch('feature/shelves'),
    commit('10-21 10:20', ida, 'feat(shelves): products by shelf (SHOP-77)', [
      write('src/shelves.js', code.shelves),
      write('test/shelves.test.js', code.shelvesTest),
    ], { on: 'feature/shelves' }), // oxfmt-ignore
    commit('10-22 11:04', mei, 'docs: what the hour had to do with it (SHOP-76)', [
      append('README.md', '\nNo greeting: the server does not know the hour where the reader is (SHOP-76).\n'),
    ]),
    commit('10-23 14:29', ida, 'feat(page): a heading for every shelf (SHOP-77)', [
      replace('src/page.js', "'use strict';\n", "'use strict';\n\nconst { shelvesOf } = require('./shelves');\n"),
      replace('src/page.js', '\nconst page', "\nconst shelf = ([name, products]) => '<h2>' + escape(name) + '</h2><ul>' + products.map(row).join('') + '</ul>';\n\nconst page"),
      replace('src/page.js', "<ul>${products.map(row).join('')}</ul>", "${[...shelvesOf(products)].map(shelf).join('')}"),
      replace('test/page.test.js', "page([{ name: 'Tea <b>&</b> more', price: 100 }]", "page([{ sku: 'tea-x', name: 'Tea <b>&</b> more', price: 100 }]"),
      append('test/page.test.js', `\ntest('a shelf has a heading', () => {\n  assert.match(page([{ sku: 'jam-x', name: 'Jam', price: 470 }], { banner: { text: '' } }), /<h2>jam<\\/h2>/);\n});\n`),
    ], { on: 'feature/shelves' }), // oxfmt-ignore
    merge('10-26 13:08', ana, 'feature/shelves'),
    commit('10-27 09:53', luca, 'feat(db): orders of a day beside its visits (SHOP-78)', [
      write('db/migrate/002_add_orders.sql', 'ALTER TABLE visits ADD COLUMN orders integer NOT NULL DEFAULT 0;\n'),
    ]),
    commit('10-27 13:46', mei, 'feat(order): take what the form sends (SHOP-79)', [
      replace('src/order.js', 'body.items ?? [];', "(body.items ?? []).map((item) => ({ sku: item.sku, quantity: String(item.quantity).trim() }));"),
    ]), // oxfmt-ignore
    tag('10-28 15:05', ida, 'v3.0.0'),
    commit('10-29 14:12', mei, 'fix(order): a quantity is a number (SHOP-80)', [
      replace('src/order.js', 'String(item.quantity).trim()', 'Number(item.quantity)'),
    ]), // oxfmt-ignore
    commit('10-29 14:25', mei, 'test(order): a quantity is a number (SHOP-80)', [
      append('test/order.test.js', `\ntest('a quantity is a number, also from a form', () => {\n  assert.deepStrictEqual(itemsOf({ items: [{ sku: 'a', quantity: ' 2 ' }] }), [{ sku: 'a', quantity: 2 }]);\n});\n`),
    ]), // oxfmt-ignore
    tag('10-29 14:40', ida, 'v3.0.1'),
    ...webAutumn,
  ],
};
