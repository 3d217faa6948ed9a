import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { checkout, isRoot, runtime } from '../support/app-runtime';
import { button } from '../support/app-board';
import { boardIsDrawn, expect, test } from '../support/app-workspace';
import { git } from '../support/repositories';

/** Starts another Humdrum with words on its command line, as a browser that follows a link does; it hands them over and ends. */
const follow = (data: string, ...words: readonly string[]) =>
  promisify(execFile)(runtime().executable, [...(isRoot ? ['--no-sandbox'] : []), checkout, ...words], {
    env: { ...process.env, HUMDRUM_DATA: data },
  });

const place = (hash: string): string => `app://humdrum/#${hash}`;

test('a link from outside selects a screen, also while the app runs, and never acts', async ({ page, data, works }) => {
  await boardIsDrawn(page);
  await button(page, 'Trust').click();
  await expect(button(page, 'Promote works to live')).toContainText('Promote 1');
  const before = await git(works.path, ['for-each-ref']);

  await follow(data, 'humdrum://compare/mainline/live/works');
  await expect(page.getByRole('heading', { name: 'mainline → live' })).toBeVisible();
  await follow(data, 'humdrum://activity');
  await expect.poll(() => page.url()).toBe(place('/activity'));
  await follow(data, 'humdrum://component/works?promote=live&now=true&deployment=1');
  await expect.poll(() => page.url()).toContain('/component/works');
  await follow(data, 'humdrum://board');
  await expect(button(page, 'Promote works to live')).toContainText('Promote 1');
  expect(await git(works.path, ['for-each-ref'])).toBe(before);
});

const hostile: Readonly<Record<string, string>> = {
  'an act': 'humdrum://promote/works/live',
  'an act in capitals': 'HUMDRUM://PROMOTE/works/live',
  'another scheme inside': 'humdrum://https://evil.example/',
  'a host with a user': 'humdrum://board@evil.example/',
  'a way out of the page': 'humdrum://settings/../../../../etc/passwd',
  'an encoded way out': 'humdrum://component/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  'a script': 'humdrum://component/<img src=x onerror=document.title="ran">',
  'an encoded script': 'humdrum://component/%3Cscript%3Edocument.title%3D%22ran%22%3C%2Fscript%3E',
  'a text that turns round': 'humdrum://compare/\u202elive/mainline',
  'an option': 'humdrum://component/--upload-pack=touch',
  'a broken escape': 'humdrum://component/%E0%A4%A',
  'nothing of a name': 'humdrum://component/',
  'a text of 60,000 letters': `humdrum://component/${'a'.repeat(60_000)}`,
  'as long a text as one argument can be': `humdrum://component/${'a'.repeat(131_000)}`,
  'many short texts': `humdrum://component/works ${'-- a '.repeat(9000)}`,
  'a hash of its own': 'humdrum://settings#/component/works',
};

test('a hostile link shows a screen of ours or nothing, and the app goes on', async ({ app, page, data, works }) => {
  await boardIsDrawn(page);
  await button(page, 'Trust').click();
  await expect(button(page, 'Promote works to live')).toContainText('Promote 1');
  const before = await git(works.path, ['for-each-ref']);
  const title = await page.title();
  for (const [what, link] of Object.entries(hostile)) {
    if (link.length < 24_000) await follow(data, link);
    else await expect(follow(data, link), what).rejects.toThrow('too long, so nothing was opened');
    expect(page.url(), what).toMatch(/^app:\/\/humdrum\/(?:#\/|$)/);
    expect(app.windows(), what).toHaveLength(1);
    // The page is there and answers; a link that comes after it is followed.
    await follow(data, 'humdrum://board');
    await expect(button(page, 'Promote works to live'), what).toBeVisible();
    expect(await page.title(), what).toBe(title);
  }
  expect(await git(works.path, ['for-each-ref'])).toBe(before);
});

test.describe('at the start', () => {
  test.use({ appArgs: ['humdrum://activity'] });
  test('a link opens the app on its screen', async ({ page }) => {
    await expect.poll(() => page.url()).toBe(place('/activity'));
    await expect(page.getByRole('heading', { name: 'Activity' })).toBeVisible();
  });
});
