import { boardIsDrawn, expect, test } from '../support/app';
import { button, cell, demoOf, panel, serves, servesNow, verdict } from '../support/app-board';

test('a promotion, its log, an undo and a roll back need no mouse', async ({ page, data }) => {
  test.setTimeout(90_000);
  await boardIsDrawn(page);
  const demo = demoOf(data);
  const candidate = await serves(demo, 'test', 'catalog');
  const before = await serves(demo, 'staging', 'catalog');

  // Into the grid and to catalog in staging, by keys alone.
  for (let presses = 0; presses < 40; presses += 1) {
    if (await page.evaluate(() => document.activeElement?.getAttribute('role') === 'gridcell')) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Home');
  for (let i = 0; i < 4; i += 1) await page.keyboard.press('ArrowRight');
  await expect(cell(page, 'catalog', 'staging')).toBeFocused();

  // Before all is observed P says why not, instead.
  await expect(button(page, 'Promote catalog to staging')).toHaveAccessibleDescription(/^Promote catalog/);
  await page.keyboard.press('p');
  await expect.poll(() => servesNow(demo, 'staging', 'catalog')).toBe(candidate);
  await expect(cell(page, 'catalog', 'staging')).toContainText('verified', { timeout: 20_000 });
  await page.keyboard.press('l');
  await expect(verdict(page, 'catalog', 'staging')).toContainText('Deployed');
  await page.keyboard.press('Escape');
  await expect(panel(page, 'catalog', 'staging')).toHaveCount(0);
  await expect(cell(page, 'catalog', 'staging')).toBeFocused();

  // A protected stage: countdown, and U takes it back.
  await page.keyboard.press('ArrowRight');
  await expect(button(page, 'Promote catalog to production')).toHaveAccessibleDescription(/^Promote catalog/);
  await page.keyboard.press('p');
  await expect(button(page, 'Undo')).toBeVisible();
  await page.keyboard.press('u');
  await expect(button(page, 'Undo')).toHaveCount(0);

  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('r');
  await expect(cell(page, 'catalog', 'staging')).toContainText('on hold', { timeout: 30_000 });
  await expect.poll(() => servesNow(demo, 'staging', 'catalog')).toBe(before);
});

test('the palette finds a command, a component and a page by a few letters', async ({ page }) => {
  await boardIsDrawn(page);
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  await expect(palette.getByRole('combobox').or(palette.getByRole('textbox'))).toBeFocused();
  await page.keyboard.type('sett');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await expect(palette).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await expect(palette.getByRole('combobox').or(palette.getByRole('textbox'))).toBeFocused();
  await page.keyboard.type('checkout');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('figure', { name: 'Funnel of checkout' })).toBeVisible();
});

test('/ filters as one types, Escape clears, ? shows every key', async ({ page }) => {
  await boardIsDrawn(page);
  await cell(page, 'catalog', 'dev').focus();
  await page.keyboard.press('/');
  await page.keyboard.type('basket');
  await expect(page.getByRole('row', { name: 'catalog', exact: true })).toHaveCount(0);
  await expect(page.getByRole('row', { name: 'basket', exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('row', { name: 'catalog', exact: true })).toBeVisible();
  await cell(page, 'catalog', 'dev').focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText('Roll this stage back');
});
