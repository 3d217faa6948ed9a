import { boardIsDrawn, expect, test } from '../support/app';
import { cell } from '../support/app-board';

test.beforeEach(async ({ page }) => boardIsDrawn(page));

test('D on a cell compares it with the next stage: changes, files and config', async ({ page }) => {
  await expect(cell(page, 'catalog', 'staging')).toContainText('v1.5.0');
  await cell(page, 'catalog', 'staging').focus();
  await page.keyboard.press('d');
  await expect(page.getByRole('heading', { name: /→/ })).toContainText(/production.*→.*staging|staging.*→.*production/);
  const changes = page.getByRole('list', { name: 'Changes', exact: true });
  await expect(changes.getByRole('listitem')).toHaveCount(4);

  await page.getByRole('tab', { name: 'Files' }).click();
  await expect(page.getByRole('tree', { name: 'Files' })).toContainText('db');
  await page.getByRole('treeitem', { name: /\.sql/ }).first().click();
  await expect(page.getByRole('region', { name: 'Patch' })).toContainText(/CREATE TABLE/i);

  await page.getByRole('tab', { name: 'Config' }).click();
  await expect(page.getByText('database.host')).toBeVisible();
});

test('a diverged pipeline shows what is only here and what is only there', async ({ page }) => {
  await page.evaluate(() => {
    window.location.hash = '#/compare/production/staging/web';
  });
  await expect(page.getByRole('heading', { name: 'production → staging' })).toBeVisible();
  await expect(page.getByText(/only in staging/i).first()).toBeVisible();
  await expect(page.getByText(/only in production/i).first()).toBeVisible();
  await expect(page.getByText('fix(order): one order, however often the button is pressed (SHOP-87)')).toBeVisible();
});

test('the whole system is compared from its own row, all components at once', async ({ page }) => {
  await page.evaluate(() => {
    window.location.hash = '#/compare/production/staging';
  });
  await expect(page.getByRole('heading', { name: 'production → staging' })).toBeVisible();
  for (const component of ['catalog', 'checkout', 'web']) await expect(page.getByRole('main')).toContainText(component);
  // basket is the same in both: it says so, and lists nothing.
  await expect(page.getByRole('list', { name: 'Changes', exact: true }).getByRole('listitem')).toHaveCount(
    4 + 4 + 4 + 1,
  );
});
