import { ana, ida, jonas, luca, mei, samir } from '../people';
import { configSource, gitignoreSource, httpSource, packageSource, serverSource } from '../sources/kit';
import * as code from './catalog-code';
import { append, branch, commit, configure, everywhere, merge, replace, revert, tag, write, type Story } from './story';
import { catalogAutumn } from './catalog-autumn';

/** A product more on the shelf. */
export const product = (sku: string, name: string, price: number) =>
  replace('src/products.js', '\n];', `\n  { sku: '${sku}', name: '${name}', price: ${price} },\n];`);

export const catalogStory: Story = {
  name: 'catalog',
  steps: [
    commit('10-05 08:05', ana, 'chore: a repository for the catalog', [
      write('README.md', code.readme),
      write('package.json', packageSource('catalog', 'What the corner shop sells')),
      write('.gitignore', gitignoreSource),
    ]),
    commit('10-05 09:40', ana, 'feat(server): answer health and version (SHOP-1)', [
      write('server.js', serverSource('catalog')),
      write('src/http.js', httpSource),
      write('src/config.js', configSource),
      write('src/routes.js', `'use strict';\n\nconst routes = () => [];\n\nmodule.exports = { routes };\n`),
      write('config/dev.yml', 'log:\n  level: debug\n'),
      write('config/test.yml', 'log:\n  level: info\n'),
      write('config/staging.yml', 'log:\n  level: info\n'),
      write('config/production.yml', 'log:\n  level: warn\n'),
    ]),
    commit('10-05 13:20', ana, 'feat(products): list what we sell (SHOP-2)', [
      write('src/products.js', code.products),
      write('src/routes.js', code.firstRoutes),
    ]),
    commit('10-06 07:55', jonas, 'feat(db): a table for products (SHOP-4)', [
      write('db/migrate/001_create_products.sql', code.createProducts),
      ...configure({
        dev: 'database:\n  host: db-dev.internal\n  pool: 2\n',
        test: 'database:\n  host: db-test.internal\n  pool: 2\n',
        staging: 'database:\n  host: db-staging.internal\n  pool: 4\n',
        production: 'database:\n  host: db-production.internal\n  pool: 10\n',
      }),
    ]),
    commit('10-06 10:10', ana, 'feat(products): one product by its sku (SHOP-3)', [
      write('src/routes.js', code.routes),
    ]),
    commit('10-06 14:32', mei, 'test(products): every price is whole cents (SHOP-5)', [
      write('test/products.test.js', code.productsTest),
    ]),
    commit('10-07 09:02', jonas, 'feat(products): Assam for the breakfast crowd (SHOP-7)', [
      product('tea-assam', 'Assam breakfast', 549),
    ]),
    commit('10-07 12:41', luca, 'fix(db): names are never longer than 120 characters (SHOP-8)', [
      write(
        'db/migrate/002_limit_product_names.sql',
        'ALTER TABLE products ADD CONSTRAINT product_name_length CHECK (char_length(name) <= 120);\n',
      ),
    ]),
    commit('10-08 08:30', ana, 'docs: where prices come from', [
      append('README.md', '\nPrices are agreed with purchasing on Mondays; see SHOP-6.\n'),
    ]),
    branch('feature/search'),
    commit('10-08 09:15', mei, 'feat(search): find products by words (SHOP-9)', [write('src/search.js', code.search)], {
      on: 'feature/search',
    }),
    commit('10-08 15:44', samir, 'chore(config): staging keeps its log for a week', [
      replace('config/staging.yml', '  level: info\n', '  level: info\n  keepDays: 7\n'),
    ]),
    commit('10-09 10:05', mei, 'test(search): every word has to be there (SHOP-9)', [
      write('test/search.test.js', code.searchTest),
    ], { on: 'feature/search' }), // oxfmt-ignore
    commit('10-09 13:37', mei, 'feat(search): GET /search/:text (SHOP-9)', [
      replace('src/routes.js', "require('./products');\n", "require('./products');\nconst { search } = require('./search');\n"),
      replace('src/routes.js', "  ['GET', '/products', () => [200, products]],\n", "  ['GET', '/products', () => [200, products]],\n  ['GET', '/search/:text', ({ params }) => [200, search(products, params.text)]],\n"),
    ], { on: 'feature/search' }), // oxfmt-ignore
    merge('10-12 08:20', ana, 'feature/search'),
    commit('10-12 11:48', ana, 'docs: search is there (SHOP-9)', [
      replace('README.md', '    GET /health  ', '    GET /search/:text      products whose name holds every word\n    GET /health  '),
    ]), // oxfmt-ignore
    commit('10-13 09:26', jonas, 'fix(products): the house blend is 8.49 since October (SHOP-11)', [
      replace('src/products.js', "name: 'House blend', price: 799", "name: 'House blend', price: 849"),
    ]),
    commit('10-13 14:10', ida, 'feat(products): oat biscuits (SHOP-12)', [product('biscuit-oat', 'Oat biscuits', 329)]),
    tag('10-14 08:00', ana, 'v1.0.0'),
    commit('10-14 10:22', samir, 'perf(db): an index for names (SHOP-13)', [
      write('db/migrate/003_index_product_names.sql', 'CREATE INDEX products_name ON products (lower(name));\n'),
    ]),
    commit(
      '10-15 09:08',
      luca,
      'perf(products): look up by sku in a map (SHOP-14)',
      [replace('src/routes.js', 'const one = (sku) => products.find((product) => product.sku === sku);\n', code.indexBySku)],
      { label: 'map' },
    ), // oxfmt-ignore
    commit('10-16 08:51', mei, 'feat(products): chestnut honey (SHOP-15)', [
      product('honey-chestnut', 'Chestnut honey', 595),
    ]),
    revert('10-19 09:30', luca, 'map', 'Revert "perf(products): look up by sku in a map (SHOP-14)"'),
    commit('10-19 13:15', luca, 'fix(products): a price change shows at once (SHOP-16)', [
      append('README.md', '\nProducts are read at every request, so a price change shows at once.\n'),
    ]),
    commit('10-20 10:40', ana, 'chore(config): a bigger pool for Thursday evenings', [
      replace('config/production.yml', '  pool: 10\n', '  pool: 16\n'),
    ]),
    tag('10-20 15:00', ana, 'v1.1.0'),
    commit('10-21 08:45', jonas, 'feat(http): clients may keep the list for a minute (SHOP-18)', [
      ...everywhere('cache:\n  seconds: 60\n'),
    ]),
    ...catalogAutumn(product),
  ],
};
