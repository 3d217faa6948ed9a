import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { boardIsDrawn, expect, test } from '../support/app';
import { cell, demoOf } from '../support/app-board';
import { onDemo } from '../support/app-terminal';

const palette = (page: Page) => page.getByRole('dialog', { name: 'Command palette' });
const field = (page: Page) => palette(page).getByRole('combobox');

/** Presses Ctrl+K the very moment that a dialog closes: as fast as the window itself, which no key from outside is. */
const askAsItCloses = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const pressed = { key: 'k', ctrlKey: true, bubbles: true, cancelable: true };
    const seen = new MutationObserver(() => {
      if (document.querySelector('dialog[open]') !== null) return;
      seen.disconnect();
      document.body.dispatchEvent(new KeyboardEvent('keydown', pressed));
    });
    seen.observe(document.body, { childList: true, subtree: true, attributeFilter: ['open'] });
  });

/** From now on what is pushed is there for all to read, and whoever pushed it hears so only once it is let go. */
const holdAnswers = (ledger: string): (() => void) => {
  const hooks = `${ledger}.hooks`;
  const held = join(hooks, 'held');
  mkdirSync(hooks);
  writeFileSync(held, '');
  writeFileSync(join(hooks, 'post-receive'), `#!/bin/sh\nwhile [ -e '${held}' ]; do sleep 0.05; done\n`, {
    mode: 0o755,
  });
  execFileSync('git', ['--git-dir', ledger, 'config', 'core.hooksPath', hooks]);
  return () => rmSync(held);
};

test('the palette opens the moment it was closed, and gives the focus back to the cell it came from', async ({
  page,
}) => {
  await boardIsDrawn(page);
  await cell(page, 'catalog', 'staging').focus();
  await page.keyboard.press('Control+k');
  await expect(field(page)).toBeFocused();
  await askAsItCloses(page);
  await page.keyboard.press('Escape');
  await expect(field(page)).toBeFocused();
  await page.keyboard.type('appearance dark');
  await page.keyboard.press('Enter');
  await expect(palette(page)).toHaveCount(0);
  await expect(cell(page, 'catalog', 'staging')).toBeFocused();
});

test('a stop that is answered late leaves the palette alone, and what starts the line meanwhile is heard', async ({
  page,
  data,
}) => {
  await boardIsDrawn(page);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('stop');
  await page.keyboard.press('Enter');
  const asks = page.getByRole('dialog', { name: 'Stop the line' });
  await expect(asks.getByRole('textbox')).toBeFocused();
  await page.keyboard.type('enough');
  const letGo = holdAnswers(join(demoOf(data), 'ledger.git'));
  await page.keyboard.press('Enter');
  const banner = page.getByRole('main').getByRole('alert').filter({ hasText: 'The line is stopped.' });
  await expect(banner).toBeVisible();
  await expect(asks.getByRole('button', { name: 'Stopping…' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(field(page)).toBeFocused();
  await page.keyboard.type('start');
  letGo();
  await page.keyboard.press('Enter');
  await expect(banner).toHaveCount(0);
  await expect(page.getByRole('status').filter({ hasText: 'The line runs.' })).toBeAttached();
});

test('a row that was chosen stays chosen while others come and go above it', async ({ page, data }) => {
  await boardIsDrawn(page);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('promote staging');
  const rows = palette(page).getByRole('option', { name: /^Promote \w+ \S+ to staging/ });
  await expect.poll(() => rows.count()).toBeGreaterThan(2);
  const [first = '', second = ''] = await rows.locator('span:first-of-type').allInnerTexts();
  await page.keyboard.press('ArrowDown');
  const chosen = palette(page).getByRole('option', { selected: true });
  await expect(chosen).toContainText(second);
  const promoted = await onDemo(data, 'promote', first.split(' ')[1] ?? '', 'staging', '--yes');
  expect(promoted.code, promoted.err).toBe(0);
  await expect(rows.filter({ hasText: first })).toHaveCount(0);
  await expect(chosen).toContainText(second);
});
