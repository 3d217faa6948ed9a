import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { boardIsDrawn, expect, test } from '../support/app';
import { cell, demoOf } from '../support/app-board';
import { landOnMainline, runIn } from '../support/app-release';
import { humdrum } from '../support/app-terminal';

const upstream = ['dev', 'test', 'staging'] as const;
const debt = (page: Page) => cell(page, 'web', 'production').getByRole('button', { name: /^hotfix/ });

/** What git itself says: of mainline and of what each stage before production runs, who lacks the change that production has. */
const lacking = async (data: string): Promise<readonly string[]> => {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'safe.directory=*', ...args], {
      cwd: join(demoOf(data), 'repositories', 'web.git'),
      encoding: 'utf8',
    });
  const fix = (await runIn(data, 'production'))['web'] ?? '';
  expect(git('rev-parse', 'hotfix/3.1.1').trim()).toBe(fix);
  const places = [['mainline', 'main']];
  for (const stage of upstream) places.push([stage, (await runIn(data, stage))['web'] ?? '']);
  expect(git('branch', '--contains', fix, '--format=%(refname:short)').trim(), 'nobody has it by its id').toBe(
    'hotfix/3.1.1',
  );
  return places.flatMap(([name = '', at = '']) => (git('cherry', at, fix).startsWith('+') ? [name] : []));
};

test('a hotfix stays on the board as debt of all that lack it, by id and by patch, and says what pays it', async ({
  page,
  data,
}) => {
  test.setTimeout(120_000);
  await boardIsDrawn(page);
  await expect(debt(page)).toContainText('hotfix: mainline and 3 stages');
  expect(await lacking(data)).toEqual(['mainline', 'dev', 'test', 'staging']);
  await debt(page).click();
  const told = page.getByRole('dialog', { name: 'web in production' });
  await expect(told).toContainText(
    'Samir Haddad brought 1 change here past other stages; dev, test, staging and mainline still lack it. Merge or pick it into mainline, and promote that stage by stage.',
  );
  await page.keyboard.press('Escape');
  const said = await humdrum(data, 'status', '--workspace', join(demoOf(data), 'humdrum.yml'));
  expect(said.out).toMatch(/production .*hotfix: mainline and 3 stages/);

  // Another id, the same patch; what mainline did to the lines around it meanwhile is no matter.
  landOnMainline(data, 'web', (git) => {
    git('checkout', '--quiet', '-b', 'pick', 'v3.1.0');
    git('cherry-pick', 'origin/hotfix/3.1.1');
    git('checkout', '--quiet', 'main');
    git('merge', '--quiet', '-X', 'theirs', '-m', 'Merge the hotfix', 'pick');
  });
  // dev takes what passed its checks by itself.
  await expect(debt(page)).toContainText('hotfix: 2 stages', { timeout: 60_000 });
  expect(await lacking(data)).toEqual(['test', 'staging']);
  await debt(page).click();
  await expect(told).toContainText('test and staging still lack it. Mainline has it: promote that stage by stage.');
});
