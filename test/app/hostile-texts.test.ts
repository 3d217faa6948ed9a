import type { Page } from '@playwright/test';
import { button, cell, panel, verdict } from '../support/app-board';
import { boardIsDrawn, expect, liveText, test as base } from '../support/app-workspace';

// Commits and output that somebody else wrote. Whatever a text would run, the policy blocks; that alone fails a test (support/app.ts).

const html = `<img src=x onerror="document.title='ran'"><script>document.title='ran'</script><a href="javascript:document.title='ran'">press</a>`;
const ansi = '\u001b[2J\u001b[31mred\u001b[0m\u001b]0;ran\u0007';
const turned = 'safe \u202egnirts\u202c \u2066isolate';
const long = 'x'.repeat(1024 * 1024);
const texts = {
  html: `feat: ${html}`,
  ansi: `fix: ${ansi}`,
  turned: `feat: ${turned}`,
  long: `feat: ${long}\n\n${html}`,
};

const output = `${html}\\033[2J\\033[31mred\\033[0m\\033]0;ran\\007 ${turned}\\n`;
const test = base.extend({
  repositorySpec: {
    commits: [
      { name: 'one', files: { a: '1' } },
      ...Object.entries(texts).map(([name, message]) => ({ name, message, files: { [`${name} <b>`]: html } })),
    ],
    branches: { main: 'long', live: 'one' },
  },
  workspaceText: liveText
    .replace('    repository: ./works.git }', '    repository: ./works.git }')
    .replace(
      'live: { endpoint: { kind: git-branch, branch: live } }',
      `live:\n    endpoint: { kind: git-branch, branch: live }\n    verify: [{ name: prints, run: [printf, ${JSON.stringify(output)}] }]`,
    ),
});

/** Of all that the page draws nothing has become an element, and no text is longer than a screen can hold. */
const isOnlyText = async (page: Page): Promise<void> => {
  const found = await page.evaluate(() => ({
    elements: document.querySelectorAll('main img[src="x"], main script, a[href^="javascript"]').length,
    longest: Math.max(
      ...Array.from(document.querySelectorAll('main *'), (one) =>
        one.childElementCount === 0 ? (one.textContent ?? '').length : 0,
      ),
    ),
    escapes: (document.body.textContent ?? '').includes('\u001b'),
    title: document.title,
  }));
  expect(found).toMatchObject({ elements: 0, title: 'Small · Humdrum' });
  expect(found.longest).toBeLessThan(20_000);
  expect(found.escapes).toBe(false);
};

test('commit texts of HTML, escapes, turning signs and 1 MB are drawn as text, on every screen', async ({ page }) => {
  await boardIsDrawn(page);
  await button(page, 'Trust').click();
  await expect(button(page, 'Promote works to live')).toContainText('Promote 4');
  await isOnlyText(page);

  await page.evaluate(() => {
    window.location.hash = '#/compare/live/mainline/works';
  });
  const changes = page.getByRole('list', { name: 'Changes', exact: true }).getByRole('listitem');
  await expect(changes).toHaveCount(4);
  await expect(changes.filter({ hasText: '<img src=x onerror' })).not.toHaveCount(0);
  await isOnlyText(page);
  // What would turn a line round is gone; the words are in the order they were written.
  await expect(changes.filter({ hasText: /safe\s+gnirts\s+isolate/ })).toHaveCount(1);
  await expect(changes.filter({ hasText: /^.{0,200}x{400,500}…/ })).toHaveCount(1);

  await page.getByRole('tab', { name: 'Files' }).click();
  await expect(page.getByRole('tree', { name: 'Files' })).toContainText('html <b>');
  await page.getByRole('treeitem', { name: 'html <b>' }).click();
  await expect(page.getByRole('region', { name: 'Patch' })).toContainText('onerror=');
  await isOnlyText(page);

  await page.evaluate(() => {
    window.location.hash = '#/component/works';
  });
  await expect(page.getByRole('main')).toContainText('<img src=x onerror');
  await isOnlyText(page);
});

test('what a command prints is drawn as text in the log of its deployment', async ({ page, works }) => {
  await boardIsDrawn(page);
  await button(page, 'Trust').click();
  await button(page, 'Promote works to live').click();
  // Not the commit alone: the button names it before it is promoted, and “not verified” ends in “verified”.
  const after = `live already runs ${works.id('long').slice(0, 7)}`;
  await expect(cell(page, 'works', 'live')).toContainText(after, { timeout: 40_000 });
  await expect(cell(page, 'works', 'live')).toContainText('verified', { timeout: 40_000 });
  await cell(page, 'works', 'live').focus();
  await page.keyboard.press('l');
  await expect(verdict(page, 'works', 'live')).toContainText('Deployed');
  await expect(panel(page, 'works', 'live')).toContainText('<img src=x onerror');
  await isOnlyText(page);
});
