import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { boardIsDrawn, expect, test } from '../support/app';
import { button, cell, demoOf, serves } from '../support/app-board';
import { humdrum } from '../support/app-terminal';

test('what a teammate promotes and what somebody pushes appears on the board by itself', async ({ page, data }) => {
  await boardIsDrawn(page);
  await expect(button(page, 'Promote catalog to staging')).toContainText('Promote 3');
  const demo = demoOf(data);
  const candidate = await serves(demo, 'test', 'catalog');

  const said = await humdrum(data, 'promote', 'catalog', 'staging', '--workspace', join(demo, 'humdrum.yml'), '--yes');
  expect(said.code, said.err).toBe(0);
  await expect(cell(page, 'catalog', 'staging')).toContainText(candidate.slice(0, 7));
  await expect(cell(page, 'catalog', 'staging')).toContainText('verified');

  // Mainline goes back to an earlier commit of its own: the smallest push there is.
  const repository = join(demo, 'repositories', 'basket.git');
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['--git-dir', repository, ...args], { encoding: 'utf8' }).trim();
  const earlier = git('rev-parse', 'main~1');
  git('update-ref', 'refs/heads/main', earlier);
  await expect(cell(page, 'basket', 'mainline')).toContainText(earlier.slice(0, 7));
});
