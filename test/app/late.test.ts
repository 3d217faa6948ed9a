import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { ReleaseView } from '../../contract/release';
import type { DiffJson } from '../../contract/status';
import { boardIsDrawn, expect, test } from '../support/app';
import { button, cell, demoOf } from '../support/app-board';
import { runIn } from '../support/app-release';
import { onDemo, type Said } from '../support/app-terminal';

/** What git itself says that `to` has and `from` has not, in the repository that the demo deploys from. */
const changesOf = (data: string, component: string, from: string, to: string): readonly string[] => {
  const at = ['-c', 'safe.directory=*', '-C', join(demoOf(data), 'repositories', `${component}.git`)];
  const args = [...at, 'rev-list', '--no-merges', '--full-history', `${from}..${to}`];
  return execFileSync('git', args, { encoding: 'utf8' }).trim().split('\n');
};

test('what joins a set after a release was cut from it is marked, and goes on with a reason only', async ({
  page,
  data,
}) => {
  test.setTimeout(180_000);
  await boardIsDrawn(page);
  const run = (...words: readonly string[]): Promise<Said> => onDemo(data, ...words);
  const cut = JSON.parse((await run('release', 'cut', 'staging', '--name', 'Thursday', '--json')).out) as ReleaseView; // as: our own terminal's documented shape
  const inSet = cut.set.find((one) => one.component === 'catalog')?.commit ?? '';
  const production = (await runIn(data, 'production'))['catalog'] ?? '';
  const gate = button(page, 'Promote catalog to production');
  await expect(gate).toContainText('Promote');

  await button(page, 'Promote catalog to staging').click();
  await expect(gate).toContainText('late', { timeout: 60_000 });
  const joined = (await runIn(data, 'staging'))['catalog'] ?? '';
  const words = `${joined.slice(0, 7)} is not in release Thursday, which was cut from staging and is on its way to production.`;
  await expect(gate).toHaveAccessibleDescription(words);
  await gate.focus();
  await page.keyboard.press('Enter');
  const why = page.getByRole('dialog').filter({ hasText: words });
  await expect(why).toContainText('Promote the release, or cut the next one.');
  await expect(why.getByRole('button', { name: 'Promote anyway' })).toBeDisabled();
  await page.keyboard.press('Escape');

  const late = changesOf(data, 'catalog', inSet, joined);
  const all = changesOf(data, 'catalog', production, joined);
  expect(late.length).toBeGreaterThan(0);
  expect(all.length).toBeGreaterThan(late.length);
  await page.evaluate(() => {
    window.location.hash = '#/compare/production/staging';
  });
  const commits = page.getByRole('list', { name: 'Changes', exact: true }).getByRole('listitem');
  for (const commit of all) await expect(commits.filter({ hasText: commit.slice(0, 7) })).toHaveCount(1);
  const marked = commits.filter({ has: page.getByText('late', { exact: true }) });
  await expect(marked).toHaveCount(late.length);
  for (const commit of late) await expect(marked.filter({ hasText: commit.slice(0, 7) })).toHaveCount(1);
  await expect(page.getByRole('main')).toContainText(`${late.length} late additions`);

  const told = JSON.parse((await run('diff', 'production', 'staging', '--json')).out) as DiffJson; // as: our own terminal's documented shape
  expect(told.components.find((one) => one.name === 'catalog')?.late).toEqual({ release: 'Thursday', commits: late });
  const lines = (await run('diff', 'production', 'staging')).out.split('\n').filter((line) => line.includes(' late '));
  expect(lines.map((line) => line.trim().slice(0, 7))).toEqual(late.map((commit) => commit.slice(0, 7)));

  await button(page, 'Releases').click();
  const release = page.getByRole('region', { name: 'Thursday in production' });
  await expect(release).toContainText('Waiting');
  await expect(release.getByRole('listitem').filter({ hasText: 'catalog' }).first()).toContainText('waits');
  expect((await run('release', 'list')).out).toMatch(/^Thursday .*\n.*\n +production +Waiting$/m);

  const refused = await run('promote', 'catalog', 'production', '--yes');
  expect(refused.code).toBe(1);
  expect(refused.err).toContain(words);
  expect((await runIn(data, 'production'))['catalog']).toBe(production);
  const reason = 'the prices of Friday are wrong without it';
  const went = await run('promote', 'catalog', 'production', '--yes', '--override', reason);
  expect([went.code, went.out], went.err).toEqual([0, expect.stringMatching(/^Deployed: /)]);
  expect((await runIn(data, 'production'))['catalog']).toBe(joined);
  expect((await run('log', '--stage', 'production', '--json')).out).toContain(reason);
  await button(page, 'Board').click();
  await expect(cell(page, 'catalog', 'production')).toContainText(joined.slice(0, 7));
});
