import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { boardIsDrawn, expect, test } from '../support/app';
import { button, demoOf, serves, servesNow } from '../support/app-board';
import { pidOf } from '../support/app-crashed';
import { demoFile, onDemo } from '../support/app-terminal';

/** Cuts what staging runs, and opens its page for production. The name of the release. */
const openPage = async (page: Page): Promise<string> => {
  await button(page, 'Releases').click();
  await page.getByRole('combobox', { name: 'Stage' }).selectOption('staging');
  await button(page, 'Cut from staging').click();
  const name = (await page.getByRole('article').getByRole('heading').textContent()) ?? '';
  await button(page, 'Page for clients').click();
  return name;
};

/** Where the app puts what the page makes, in place of asking. */
const savesIn = (app: ElectronApplication, folder: string): Promise<void> =>
  app.evaluate(({ session }, to) => {
    session.defaultSession.on('will-download', (_event, item) => item.setSavePath(`${to}/${item.getFilename()}`));
  }, folder);

test('the notes of a release begin as a draft, are edited in place, and stand in both files; the draft comes back', async ({
  app,
  page,
  data,
}) => {
  await savesIn(app, data);
  await boardIsDrawn(page);
  const name = await openPage(page);
  const place = page.getByRole('region', { name: `Page of ${name} for production` });
  await expect(place).toContainText('A first draft, made of the changes.');
  await expect(place.getByRole('heading', { name: 'Fixed' })).toBeVisible();
  await expect(place.getByRole('listitem').filter({ hasText: 'List them by name (SHOP-36)' })).toContainText(
    'catalog:',
  );

  await place.getByRole('button', { name: 'Edit the notes' }).click();
  const field = place.getByRole('textbox', { name: `Notes of ${name}` });
  await expect(field).toHaveValue(/^## New\n/);
  await expect(field).toBeFocused();
  await place.getByRole('button', { name: 'Leave it' }).click();
  await expect(place.getByRole('button', { name: 'Edit the notes' })).toBeFocused();
  await page.keyboard.press('Enter');
  await field.fill('## For you\n\n- Prices with **tax** <script>alert(1)</script>');
  await place.getByRole('button', { name: 'Save' }).click();
  await expect(place.getByRole('status')).toHaveText('Saved on the ledger.');
  await expect(place.getByRole('button', { name: 'Edit the notes' })).toBeFocused();
  await expect(place).toContainText('Edited by');
  await expect(place.getByRole('listitem')).toHaveText(['Prices with tax <script>alert(1)</script>']);
  await expect(place.getByRole('heading', { name: 'For you' })).toBeVisible();

  const saved = async (press: string, ending: string): Promise<string> => {
    const path = join(data, `corner-shop-${name.replaceAll('.', '-')}-production.${ending}`);
    await place.getByRole('button', { name: press }).click();
    await expect.poll(() => existsSync(path) && readFileSync(path, 'utf8'), path).toBeTruthy();
    return readFileSync(path, 'utf8');
  };
  const html = await saved('Page as HTML', 'html');
  expect(html).toContain('<h3>For you</h3>');
  expect(html).toContain('<li>Prices with <strong>tax</strong> &lt;script&gt;alert(1)&lt;/script&gt;</li>');
  expect(await saved('Page as Markdown', 'md')).toContain('### For you\n\n- Prices with **tax** \\<script\\>');
  const told = await onDemo(data, 'release', 'notes', name, 'production');
  expect(told.out).toBe('## For you\n\n- Prices with **tax** <script>alert(1)</script>\n');

  await place.getByRole('button', { name: 'Edit the notes' }).click();
  await place.getByRole('button', { name: 'Back to the draft' }).click();
  await expect(place).toContainText('A first draft, made of the changes.');
  await expect(place).toContainText('List them by name (SHOP-36)');
  await expect(place).not.toContainText('For you');
});

test('a stage that asks for a sign-off takes nothing before it is there, and the agreement says so', async ({
  page,
  data,
}) => {
  await boardIsDrawn(page);
  await button(page, 'Releases').click();
  const before = readFileSync(demoFile(data), 'utf8');
  const after = before.replace(/^( *- name: production\n)/m, '$1    signoffs: [Support]\n');
  expect(after).not.toBe(before);
  writeFileSync(demoFile(data), after);
  const name = await openPage(page);
  const place = page.getByRole('region', { name: `${name} in production` });
  const inTheWay = place.getByRole('list', { name: 'In the way' });
  const unsigned = `production asks for Support, and release ${name} is not signed off.`;
  await expect(inTheWay).toContainText(`catalog, checkout, web: ${unsigned}`);
  const refused = await onDemo(data, 'promote', 'catalog', 'production', '--yes');
  expect([refused.code, refused.out]).toEqual([1, '']);
  expect(refused.err).toContain(unsigned);

  const note = place.getByRole('textbox', { name: /^A note/ });
  await button(page, 'Sign off: Support').focus();
  // Held: what is sent after the first one are repeats.
  for (let n = 0; n < 5; n += 1) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await expect(note).toBeFocused();
  expect((await onDemo(data, 'release', 'list')).out).not.toContain('signed by');
  await button(page, 'Not now').click();
  await expect(button(page, 'Sign off: Support')).toBeFocused();
  await page.keyboard.press('Enter');
  await note.fill('the help pages are written');
  await button(page, 'Sign off: Support').click();
  await expect(place.getByRole('status')).toHaveText('Support is signed off, on record with your name.');
  await expect(page.locator(':focus')).toContainText('Support is signed off');
  await expect(place.getByRole('list', { name: `Sign-offs of ${name}` })).toContainText(
    /Support.*signed by .* “the help pages are written”/,
  );
  await expect(inTheWay).not.toContainText('Support');
  const markdown = await onDemo(data, 'release', 'page', name, 'production', '--markdown');
  // Nothing of it went out there: what was tested there was something else.
  expect(markdown.out).toContain('### In staging');
  expect(markdown.out).not.toContain('### In production');
  expect(markdown.out).toMatch(/- \*\*☑ Support\*\*: signed by .* “the help pages are written”/);

  await button(page, 'Board').click();
  const candidate = await serves(demoOf(data), 'staging', 'catalog');
  await button(page, 'Promote catalog to production').click();
  await expect.poll(() => servesNow(demoOf(data), 'production', 'catalog'), { timeout: 40_000 }).toBe(candidate);

  await button(page, 'Agreement').click();
  const rules = page.getByRole('region', { name: 'production' });
  await expect(rules).toContainText('Support: a release has them before it comes to production.');
  await expect(rules).toContainText('Protected: 5 s with Undo before anything is sent.');
  expect((await onDemo(data, 'release', 'list')).out).toContain('☑ Support: signed by ');
  const agreed = await onDemo(data, 'agreement');
  expect(agreed.out).toContain('Support: a release has them before it comes to production.');
});

test('what somebody writes stays when what it stands in can’t be read, which is said above it', async ({
  app,
  page,
  data,
}) => {
  await boardIsDrawn(page);
  const name = await openPage(page);
  const place = page.getByRole('region', { name: `Page of ${name} for production` });
  await place.getByRole('button', { name: 'Edit the notes' }).click();
  const field = place.getByRole('textbox', { name: `Notes of ${name}` });
  await field.fill('Written for an hour.');
  const ledger = join(demoOf(data), 'ledger.git');
  renameSync(ledger, `${ledger}.away`);
  const engine = await pidOf(app, 'Humdrum engine');
  process.kill(engine ?? 0, 'SIGKILL');
  const screen = page.getByRole('region', { name: 'Releases', exact: true });
  await expect(screen).toContainText('The ledger can’t be reached');
  const unread = page.getByRole('main').getByRole('status').filter({ hasText: 'The ledger can’t be reached.' });
  await expect(unread).toBeVisible();
  await expect(field).toHaveValue('Written for an hour.');
  await expect(field).toBeFocused();

  renameSync(`${ledger}.away`, ledger);
  await expect(unread).toHaveCount(0);
  await place.getByRole('button', { name: 'Save' }).click();
  await expect(place.getByRole('paragraph').filter({ hasText: 'Written for an hour.' })).toBeVisible();
});
