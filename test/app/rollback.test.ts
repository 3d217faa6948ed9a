import { boardIsDrawn, expect, test } from '../support/app';
import { button, cell, demoOf, serves, servesNow, verdict } from '../support/app-board';

test('a candidate that the smoke test finds faulty in production is rolled back in one click, rejected and held', async ({
  page,
  data,
}) => {
  test.setTimeout(90_000);
  await boardIsDrawn(page);
  const demo = demoOf(data);
  const before = await serves(demo, 'production', 'checkout');
  const bad = await serves(demo, 'staging', 'checkout');

  await button(page, 'Promote checkout to production').click();
  await expect(cell(page, 'checkout', 'production')).toContainText('faulty', { timeout: 30_000 });
  expect(await serves(demo, 'production', 'checkout')).toBe(bad);
  await cell(page, 'checkout', 'production').focus();
  await page.keyboard.press('l');
  await expect(verdict(page, 'checkout', 'production')).toContainText('Deployed');
  await expect(verdict(page, 'checkout', 'production')).toContainText('places an order');
  await page.keyboard.press('Escape');

  await button(page, 'Roll back checkout in production').first().click();
  await expect(cell(page, 'checkout', 'production')).toContainText('on hold', { timeout: 30_000 });
  await expect.poll(() => servesNow(demo, 'production', 'checkout')).toBe(before);
  const promote = button(page, 'Promote checkout to production');
  await expect(promote).toHaveAccessibleDescription(/rejected/);
  await expect(cell(page, 'checkout', 'production')).not.toContainText('faulty');
});

test('the drifted service is put back by Redeploy or accepted by Adopt', async ({ page, data }) => {
  await boardIsDrawn(page);
  const drifted = cell(page, 'basket', 'dev');
  await expect(drifted).toContainText('drift');
  await button(page, 'Adopt basket in dev').click();
  await expect(drifted).not.toContainText('drift');
  expect((await serves(demoOf(data), 'dev', 'basket')).slice(0, 7)).not.toBe('');
});
