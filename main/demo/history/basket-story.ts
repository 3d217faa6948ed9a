import { ida, jonas, luca, mei, samir } from '../people';
import { callSource, configSource, gitignoreSource, httpSource, packageSource, serverSource } from '../sources/kit';
import { basketAutumn } from './basket-autumn';
import * as code from './basket-code';
import { append, branch, commit, configure, everywhere, merge, replace, tag, write, type Story } from './story';

export const basketStory: Story = {
  name: 'basket',
  steps: [
    commit('10-05 08:50', mei, 'chore: a repository for the basket', [
      write('README.md', code.readme),
      write('package.json', packageSource('basket', 'What somebody is about to buy')),
      write('.gitignore', gitignoreSource),
    ]),
    commit('10-05 11:15', mei, 'feat(server): answer health and version (SHOP-1)', [
      write('server.js', serverSource('basket')),
      write('src/http.js', httpSource),
      write('src/config.js', configSource),
      write('src/routes.js', `'use strict';\n\nconst routes = () => [];\n\nmodule.exports = { routes };\n`),
      write('config/dev.yml', 'log:\n  level: debug\n'),
      write('config/test.yml', 'log:\n  level: info\n'),
      write('config/staging.yml', 'log:\n  level: info\n'),
      write('config/production.yml', 'log:\n  level: warn\n'),
    ]),
    commit('10-06 08:42', mei, 'feat(baskets): make one and find it again (SHOP-10)', [
      write('src/store.js', code.store),
      write('src/routes.js', code.firstRoutes),
    ]),
    commit('10-06 12:03', luca, 'test(baskets): an unknown basket is a 404 (SHOP-10)', [
      write('test/store.test.js', code.storeTest),
    ]),
    commit('10-07 10:26', jonas, 'feat(db): tables for baskets and their items (SHOP-17)', [
      write('db/migrate/001_create_baskets.sql', code.createBaskets),
      ...configure({
        dev: 'database:\n  host: db-dev.internal\n  pool: 2\n',
        test: 'database:\n  host: db-test.internal\n  pool: 2\n',
        staging: 'database:\n  host: db-staging.internal\n  pool: 4\n',
        production: 'database:\n  host: db-production.internal\n  pool: 12\n',
      }),
    ]),
    branch('feature/total'),
    commit(
      '10-07 14:11',
      mei,
      'feat(total): price times quantity, in whole cents (SHOP-21)',
      [write('src/total.js', code.total), write('test/total.test.js', code.totalTest)],
      { on: 'feature/total' },
    ),
    commit('10-08 09:30', samir, 'chore(config): baskets live for a day', [...everywhere('baskets:\n  hours: 24\n')]),
    commit(
      '10-08 11:52',
      mei,
      'feat(total): ask the catalog for prices (SHOP-21)',
      [write('src/call.js', callSource), write('src/routes.js', code.routes)],
      { on: 'feature/total' },
    ),
    merge('10-09 08:58', jonas, 'feature/total'),
    commit('10-09 12:20', luca, 'docs: how to add to a basket (SHOP-21)', [
      append('README.md', '\nThe same product may be added again; every addition is a line of its own.\n'),
    ]),
    commit('10-12 10:39', ida, 'fix(db): lines go when their basket goes (SHOP-23)', [
      write(
        'db/migrate/002_cascade_basket_items.sql',
        'ALTER TABLE basket_items\n  DROP CONSTRAINT basket_items_basket_fkey,\n  ADD FOREIGN KEY (basket) REFERENCES baskets (id) ON DELETE CASCADE;\n',
      ),
    ]),
    commit('10-13 13:25', mei, 'fix(total): an empty basket costs nothing (SHOP-26)', [
      append('test/total.test.js', `\ntest('one line is its own total', () => {\n  assert.strictEqual(totalOf([{ price: 649, quantity: 1 }]), 649);\n});\n`),
    ]), // oxfmt-ignore
    tag('10-14 08:20', mei, 'v1.0.0'),
    commit('10-15 10:01', samir, 'chore(config): baskets live for three days in production', [
      replace('config/production.yml', '  hours: 24\n', '  hours: 72\n'),
    ]),
    commit('10-16 11:34', jonas, 'perf(db): find the items of a basket by an index (SHOP-30)', [
      write('db/migrate/003_index_basket_items.sql', 'CREATE INDEX basket_items_basket ON basket_items (basket);\n'),
    ]),
    branch('feature/quantities'),
    commit(
      '10-19 09:05',
      ida,
      'feat(quantity): whole numbers only (SHOP-32)',
      [write('src/quantity.js', code.quantity), write('test/quantity.test.js', code.quantityTest)],
      { on: 'feature/quantities' },
    ),
    commit('10-19 14:40', luca, 'docs: whom to ask about baskets', [
      append('README.md', '\nQuestions: #team-basket, or Mei.\n'),
    ]),
    commit(
      '10-20 10:17',
      ida,
      'feat(quantity): refuse what is more than the limit (SHOP-32)',
      [
        ...everywhere('limits:\n  quantity: 50\n'),
        replace('src/routes.js', "require('./call');\n", "require('./call');\nconst { checkedQuantity } = require('./quantity');\n"),
        replace('src/routes.js', 'store.add(params.id, body.sku, body.quantity)', 'store.add(params.id, body.sku, checkedQuantity(body.quantity, config.limits.quantity))'),
      ],
      { on: 'feature/quantities' },
    ), // oxfmt-ignore
    merge('10-21 09:13', mei, 'feature/quantities'),
    commit('10-22 13:09', samir, 'chore(config): a lower limit in dev, to see the refusal', [
      replace('config/dev.yml', '  quantity: 50\n', '  quantity: 20\n'),
    ]),
    commit('10-23 09:47', luca, 'test(quantity): zero is refused (SHOP-32)', [
      append('test/quantity.test.js', `\ntest('zero is refused', () => {\n  assert.throws(() => checkedQuantity(0, 50), { status: 400 });\n});\n`),
    ]), // oxfmt-ignore
    commit('10-26 10:44', mei, 'feat(baskets): say when a basket was made (SHOP-35)', [
      replace('src/store.js', 'items: [] };', 'created: new Date().toISOString(), items: [] };'),
    ]),
    tag('10-27 15:20', mei, 'v1.1.0'),
    ...basketAutumn,
  ],
};
