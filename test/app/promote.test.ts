import { join } from 'node:path';
import { z } from 'zod';
import { boardIsDrawn, expect, test } from '../support/app';
import { button, cell, demoOf, panel, serves, servesNow, verdict } from '../support/app-board';
import { humdrum } from '../support/app-terminal';

test.beforeEach(async ({ page }) => boardIsDrawn(page));

test('one click promotes to an unprotected stage, and the process itself confirms the commit', async ({
  page,
  data,
}) => {
  const demo = demoOf(data);
  const candidate = await serves(demo, 'test', 'catalog');
  expect(await serves(demo, 'staging', 'catalog')).not.toBe(candidate);

  await button(page, 'Promote catalog to staging').click();
  await expect.poll(() => servesNow(demo, 'staging', 'catalog')).toBe(candidate);
  await expect(cell(page, 'catalog', 'staging')).toContainText(candidate.slice(0, 7));
  await expect(cell(page, 'catalog', 'staging')).toContainText('verified', { timeout: 20_000 });
  await cell(page, 'catalog', 'staging').focus();
  await page.keyboard.press('l');
  await expect(verdict(page, 'catalog', 'staging')).toContainText('Deployed');
  await expect(panel(page, 'catalog', 'staging').getByRole('log', { name: 'Log' })).toBeVisible();
});

test('the button says what goes where and how much before anything is pressed', async ({ page }) => {
  const promote = button(page, 'Promote catalog to staging');
  await expect(promote).toContainText('Promote 3');
  await expect(promote).toHaveAccessibleDescription(/^Promote catalog ae7ac58 to staging, 3 changes/);
});

test('a protected stage counts down, and Undo leaves everything as it was', async ({ page, data }) => {
  const before = await serves(demoOf(data), 'production', 'catalog');
  await button(page, 'Promote catalog to production').click();
  const countdown = page.getByRole('status').filter({ has: button(page, 'Undo') });
  await expect(countdown).toContainText('catalog');
  await countdown.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(countdown).toHaveCount(0);
  await expect(button(page, 'Promote catalog to production')).toBeEnabled();
  expect(await serves(demoOf(data), 'production', 'catalog')).toBe(before);
});

test('a blocked promotion says its first objection on the disabled button, and all of them when it is pressed', async ({
  page,
}) => {
  const promote = button(page, 'Promote web to staging');
  await expect(promote).toHaveAttribute('aria-disabled', 'true');
  await expect(promote).toHaveAccessibleDescription(/faulty in test/);
  // Playwright waits for ever on what says that it is disabled; a person's click opens the reasons.
  await promote.click({ force: true });
  await expect(page.getByRole('dialog')).toContainText('faulty in test');
});

test('a hundred clicks are one deployment', async ({ page, data }) => {
  const candidate = await serves(demoOf(data), 'test', 'catalog');
  const promote = button(page, 'Promote catalog to staging');
  await expect(promote).toContainText('Promote 3');
  await promote.evaluate((element: HTMLElement) => {
    for (let i = 0; i < 100; i += 1) element.click();
  });
  await expect.poll(() => servesNow(demoOf(data), 'staging', 'catalog')).toBe(candidate);
  await expect(cell(page, 'catalog', 'staging')).toContainText('verified', { timeout: 20_000 });
  const file = join(demoOf(data), 'humdrum.yml');
  const log = await humdrum(data, 'log', '--workspace', file, '--component', 'catalog', '--stage', 'staging', '--json');
  const { entries } = logSchema.parse(JSON.parse(log.out));
  expect(entries.filter((e) => e.kind === 'claimed' && e.candidate?.commit === candidate)).toHaveLength(1);
});

const logSchema = z.object({
  entries: z.array(z.object({ kind: z.string(), candidate: z.object({ commit: z.string() }).optional() })),
});
