import type { Page } from '@playwright/test';
import type { Incident } from '../../contract/incident';
import { boardIsDrawn, expect, launchApp, test } from '../support/app';
import { button, cell, panel } from '../support/app-board';
import { onDemo, type Said } from '../support/app-terminal';

const inNeeds = async (page: Page) => {
  const all = page.getByRole('region', { name: 'What needs a person' });
  if (!(await all.isVisible())) await page.getByRole('button', { name: /^\d+ more$/ }).click();
  return all.getByRole('alert').filter({ hasText: 'Incident in production' });
};

test('an incident of a faulty deployment stands in the needs bar and the terminal until its permanent fix is named', async ({
  app,
  page,
  data,
}) => {
  test.setTimeout(150_000);
  await boardIsDrawn(page);
  const run = (...words: readonly string[]): Promise<Said> => onDemo(data, ...words);
  const open = async (): Promise<readonly Incident[]> => {
    const said = await run('incident', 'list', '--json');
    expect(said.code, said.err).toBe(0);
    return (JSON.parse(said.out) as { incidents: readonly Incident[] }).incidents; // as: our own terminal's documented shape
  };
  expect((await run('incident', 'list')).out).toBe('No incident is open.\n');
  await button(page, 'Promote checkout to production').click();
  await expect(cell(page, 'checkout', 'production')).toContainText('faulty', { timeout: 30_000 });

  await cell(page, 'checkout', 'production').focus();
  await page.keyboard.press('l');
  const own = panel(page, 'checkout', 'production');
  await expect(own.getByRole('button', { name: /^Open an incident/ })).toBeVisible();
  const title = own.getByRole('textbox', { name: 'What went wrong?' });
  // Held: what is sent after the first one are repeats.
  await own.getByRole('button', { name: /^Open an incident/ }).focus();
  for (let n = 0; n < 5; n += 1) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await expect(title).toBeFocused();
  expect(await open()).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('i');
  await expect(title).toHaveValue('places an order failed');
  // Esc leaves the line, not the panel; I takes it up again.
  await page.keyboard.press('Escape');
  await expect(title).toHaveCount(0);
  await expect(own).toBeFocused();
  await page.keyboard.press('i');
  await expect(title).toBeFocused();
  await page.keyboard.type('orders fail');
  await page.keyboard.press('Enter');
  await expect(own.getByRole('article', { name: 'Incident: orders fail' })).toBeVisible();
  const [incident] = await open();
  expect(incident).toMatchObject({
    component: 'checkout',
    environment: 'production',
    opened: { reason: 'orders fail' },
  });
  expect((await run('incident', 'list')).out).toContain(`${incident?.id.slice(0, 8)}  checkout in production`);
  await app.close();

  const again = await launchApp({ data, args: ['--demo'] });
  const restarted = await again.firstWindow();
  await boardIsDrawn(restarted);
  await expect(await inNeeds(restarted)).toContainText('Incident in production: orders fail.');
  await (await inNeeds(restarted)).getByRole('button', { name: 'Open' }).click();
  const shown = panel(restarted, 'checkout', 'production').getByRole('article', { name: 'Incident: orders fail' });
  const close = shown.getByRole('button', { name: 'Close the incident' });
  await expect(close).toBeDisabled();
  await expect(close).toHaveAccessibleDescription(/Name the fix first/);
  const unnamed = await run('incident', 'close', incident?.id.slice(0, 8) ?? '', '--check', ' ');
  expect([unnamed.code, unnamed.err]).toEqual([2, expect.stringContaining('Name the fix first')]);
  expect(await open()).toHaveLength(1);

  await shown.getByRole('radio', { name: 'A check that would have caught it' }).check();
  await shown.getByRole('textbox').fill('places an order, on staging’s data');
  await close.click();
  await expect(shown).toHaveCount(0);
  await expect(panel(restarted, 'checkout', 'production')).toContainText(
    '“orders fail” is fixed for good by check places an order, on staging’s data.',
  );
  await expect(await inNeeds(restarted)).toHaveCount(0);
  expect(await open()).toEqual([]);
  await again.close();
});

test('in the terminal an incident is opened and closed by the first letters of an id', async ({ page, data }) => {
  await boardIsDrawn(page);
  const run = (...words: readonly string[]): Promise<Said> => onDemo(data, ...words);
  const deployment = /([0-9a-f]{8})$/m.exec((await run('log', '--stage', 'production')).out)?.[1] ?? '';
  const opened = await run('incident', 'open', deployment, 'it is slow');
  expect([opened.code, opened.out], opened.err).toEqual([0, expect.stringContaining('it is slow')]);
  const id = opened.out.slice(0, 8);
  await expect(await inNeeds(page)).toContainText('it is slow');

  const nobody = await run('incident', 'close', '00000000', '--commit', 'a1b2c3d');
  expect([nobody.code, nobody.err]).toEqual([1, expect.stringContaining(id)]);
  const both = await run('incident', 'close', id, '--commit', 'a1b2c3d', '--link', 'https://wiki.shop.example/slow');
  expect(both.code).toBe(2);
  const closed = await run('incident', 'close', id, '--commit', 'a1b2c3d');
  expect([closed.code, closed.out], closed.err).toEqual([0, `${id}  it is slow: fixed for good by commit a1b2c3d.\n`]);
  await expect(await inNeeds(page)).toHaveCount(0);
});
