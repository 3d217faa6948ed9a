import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { boardIsDrawn, expect, test } from '../support/app';
import { button, demoOf, serves } from '../support/app-board';
import { pidOf } from '../support/app-crashed';

test.beforeEach(async ({ page }) => boardIsDrawn(page));

const saysSo = (page: Page) => page.getByRole('alert').filter({ hasText: 'The countdown was interrupted' });

test('a machine that goes to sleep during a countdown sends nothing when it wakes, and says so', async ({
  app,
  page,
  data,
}) => {
  const before = await serves(demoOf(data), 'production', 'catalog');
  await button(page, 'Promote catalog to production').click();
  await expect(button(page, 'Undo')).toBeVisible();
  // The system's own event, as Electron passes it on.
  await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('suspend'));
  await expect(saysSo(page)).toContainText(/Nothing was sent.*start it again if you still want to/);
  await expect(button(page, 'Promote catalog to production')).toBeEnabled();
  expect(await serves(demoOf(data), 'production', 'catalog')).toBe(before);
});

test('an engine that stands still longer than a countdown sends nothing when it goes on, and says so', async ({
  app,
  page,
  data,
}) => {
  const before = await serves(demoOf(data), 'production', 'catalog');
  const engine = (await pidOf(app, 'Humdrum engine')) ?? 0;
  await button(page, 'Promote catalog to production').click();
  await expect(button(page, 'Undo')).toBeVisible();
  process.kill(engine, 'SIGSTOP');
  // The fault itself: longer than the countdown.
  await sleep(7000);
  process.kill(engine, 'SIGCONT');
  await expect(saysSo(page)).toContainText('Nothing was sent');
  await expect(button(page, 'Promote catalog to production')).toBeEnabled();
  expect(await serves(demoOf(data), 'production', 'catalog')).toBe(before);
});
