import { boardIsDrawn, expect, test } from '../support/app';

test('in a small window the settings scroll in one place', async ({ app, page }) => {
  await boardIsDrawn(page);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1024, 700));
  await page.evaluate(() => (window.location.hash = '#/settings'));
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  const scrolling = (): Promise<number> =>
    page.evaluate(
      () =>
        [...document.querySelectorAll('main, main *')].filter(
          (each) => /auto|scroll/.test(getComputedStyle(each).overflowY) && each.scrollHeight > each.clientHeight + 1,
        ).length,
    );
  await expect.poll(scrolling).toBe(1);
});
