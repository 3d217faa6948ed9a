import { expect, test } from '@playwright/test';
import { runsAtFirstSight } from '../../main/demo/shop/first-sight';
import { environments, services } from '../../main/demo/shop/ports';
import { openShop, type Shop } from '../support/demo-shop';

let shop: Shop;
test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  shop = await openShop();
  await Promise.all(
    environments.flatMap((e) => services.map((service) => shop.start(service, e, runsAtFirstSight[service][e]))),
  );
});
test.afterAll(async () => shop.end());

test('every service answers for its health and its commit in every environment', async () => {
  for (const environment of environments)
    for (const service of services) {
      const repository = shop.repositories.get(service)!;
      expect(await (await shop.get(service, environment, '/health')).json()).toEqual({ status: 'ok' });
      expect(await (await shop.get(service, environment, '/version')).json()).toMatchObject({
        commit: repository.commit(repository.mark(runsAtFirstSight[service][environment])),
      });
    }
});

test('an order goes through all four services wherever the smoke test watches', async () => {
  for (const environment of ['test', 'staging', 'production'] as const) {
    const smoke = await shop.smoke(environment);
    expect(smoke.said).toContain('Order ');
    expect(smoke.code).toBe(0);
  }
});

test('the pages of the candidate in test fail there and nowhere else', async () => {
  expect((await shop.get('web', 'test', '/')).status).toBe(500);
  for (const environment of ['dev', 'staging', 'production'] as const) {
    const page = await shop.get('web', environment, '/');
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Corner shop');
  }
});

test('the candidate that was fine in staging fails its order in production, and the one before brings it back', async () => {
  await shop.start('checkout', 'production', runsAtFirstSight.checkout.staging);
  const faulty = await shop.smoke('production');
  expect(faulty.code).toBe(1);
  expect(faulty.said).toContain('FAIL the total is whole cents');

  await shop.start('checkout', 'production', runsAtFirstSight.checkout.production);
  expect((await shop.smoke('production')).code).toBe(0);
});

test('what waits in test can go to staging, one by one, without breaking an order', async () => {
  await shop.start('catalog', 'staging', runsAtFirstSight.catalog.test);
  expect((await shop.smoke('staging')).code).toBe(0);
  await shop.start('catalog', 'production', runsAtFirstSight.catalog.staging);
  expect((await shop.smoke('production')).code).toBe(0);
});
