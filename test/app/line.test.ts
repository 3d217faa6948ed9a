import { join } from 'node:path';
import type { StatusJson } from '../../contract/status';
import { boardIsDrawn, expect, test } from '../support/app';
import { button, cell, demoOf, serves, servesNow } from '../support/app-board';
import { humdrum, onDemo, type Said } from '../support/app-terminal';

const why = 'the payment provider answers nobody';

test('a stopped line promotes nothing in the window or the terminal, rollbacks go, and started it promotes again', async ({
  page,
  data,
}) => {
  test.setTimeout(120_000);
  await boardIsDrawn(page);
  const demo = demoOf(data);
  const run = (...words: readonly string[]): Promise<Said> => onDemo(data, ...words);
  const staged = await serves(demo, 'staging', 'catalog');
  const promotes = page.getByRole('button', { name: /^Promote \w+ to \w+$/ });
  await expect(promotes).toHaveCount(16);
  await expect(button(page, 'Promote catalog to staging')).toContainText('Promote 3');

  await button(page, 'Stop the line').click();
  const dialog = page.getByRole('dialog', { name: 'Stop the line' });
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('Say why');
  await page.keyboard.type(why);
  await page.keyboard.press('Enter');
  const banner = page.getByRole('main').getByRole('alert').filter({ hasText: 'The line is stopped.' });
  await expect(banner).toContainText(`: ${why}. Nothing is promoted; rollbacks may go.`);
  await expect(dialog).toHaveCount(0);
  for (const promote of await promotes.all()) {
    await expect(promote).toContainText('line stopped');
    await expect(promote).toHaveAttribute('aria-disabled', 'true');
    await expect(promote).toHaveAccessibleDescription(new RegExp(`stopped the line: ${why}$`));
  }

  const said = await run('status', '--json');
  const { line } = JSON.parse(said.out) as StatusJson; // as: our own terminal's documented shape
  expect(line?.reason).toBe(why);
  expect((await run('status')).out).toMatch(new RegExp(`^The line is stopped. ${line?.by}, .*: ${why}.`));
  const refused = await run('promote', 'catalog', 'staging', '--yes', '--override', 'I must');
  expect(refused.code).toBe(1);
  expect(refused.err).toContain(`${line?.by} stopped the line: ${why}`);
  expect(await serves(demo, 'staging', 'catalog')).toBe(staged);
  const released = await run('line', 'stop', '--reason', 'me too');
  expect([released.code, released.out], released.err).toEqual([0, expect.stringContaining(`: ${why}.`)]);
  expect(await run('line', 'stop')).toMatchObject({ code: 2, out: '' });

  const before = await serves(demo, 'production', 'basket');
  await button(page, 'Roll back basket in production').first().click();
  await expect(cell(page, 'basket', 'production')).toContainText('Resume', { timeout: 30_000 });
  expect(await servesNow(demo, 'production', 'basket')).not.toBe(before);

  await banner.getByRole('button', { name: 'Start the line' }).click();
  await expect(banner).toHaveCount(0);
  await expect(page.getByRole('main')).toBeFocused();
  await expect(page.getByRole('status').filter({ hasText: 'The line runs.' })).toBeAttached();
  await page.keyboard.press('/');
  await expect(page.getByRole('textbox', { name: 'Filter components' })).toBeFocused();
  await expect(button(page, 'Stop the line')).toBeVisible();
  expect(await run('line')).toMatchObject({ code: 0, out: 'The line runs.\n' });
  const candidate = await serves(demo, 'test', 'catalog');
  await button(page, 'Promote catalog to staging').click();
  await expect.poll(() => servesNow(demo, 'staging', 'catalog')).toBe(candidate);
});

test('the palette asks why before it stops the line, and neither way is one Enter away', async ({ page, data }) => {
  await boardIsDrawn(page);
  const find = async (query: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog', { name: 'Command palette' }).getByRole('combobox')).toBeFocused();
    await page.keyboard.type(query);
  };
  await find('the line');
  await expect(page.getByRole('option', { name: 'Stop the line…' })).toHaveAttribute('aria-selected', 'false');
  await page.keyboard.press('Escape');
  await find('stop');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Stop the line' }).getByRole('textbox')).toBeFocused();
  await page.keyboard.type('enough');
  await page.keyboard.press('Enter');
  const banner = page.getByRole('main').getByRole('alert').filter({ hasText: 'The line is stopped.' });
  await expect(banner).toContainText(': enough.');

  await find('sta line');
  await expect(page.getByRole('option', { name: 'Start the line' })).toHaveAttribute('aria-selected', 'false');
  await page.keyboard.press('Escape');
  await find('start');
  await page.keyboard.press('Enter');
  await expect(banner).toHaveCount(0);
  const log = await humdrum(data, 'log', '--workspace', join(demoOf(data), 'humdrum.yml'), '--limit', '2');
  expect(log.out).toMatch(/Started the line[\s\S]*Stopped the line: enough/);
});
