import { join } from 'node:path';
import type { Entry } from '../../contract/entry';
import type { Insights } from '../../contract/insights';
import { boardIsDrawn, expect, test } from '../support/app';
import { demoOf } from '../support/app-board';
import { gitCounts, humdrum } from '../support/app-terminal';

const file = (data: string): string => join(demoOf(data), 'humdrum.yml');

test('insights count what the ledger holds and what git counts, on screen and in the terminal', async ({
  page,
  data,
}) => {
  await boardIsDrawn(page);
  const read = async <T>(...args: readonly string[]): Promise<T> => {
    const said = await humdrum(data, ...args, '--workspace', file(data), '--json');
    expect(said.code, said.err).toBe(0);
    return JSON.parse(said.out) as T; // as: our own terminal's documented shape
  };
  const { entries } = await read<{ entries: readonly Entry[] }>('log', '--stage', 'production', '--limit', '5000');
  const insights = await read<Insights & { format: number }>('insights');
  expect(insights).toMatchObject({ format: 1, stage: 'production', unread: [] });

  const since = Date.parse(insights.from);
  const claims = entries.filter((entry) => entry.kind === 'claimed').reverse();
  const deployed = entries.filter((entry) => entry.kind === 'verdict' && entry.verdict === 'deployed');
  expect(deployed.length).toBeGreaterThan(5);
  expect(deployed.every((entry) => Date.parse(entry.at) >= since)).toBe(true);
  expect(insights.dora.deploymentFrequency.of).toBe(deployed.length);
  // Each change once: what lies between what ran before the first deployment and all that was ever deployed, where nothing went back.
  const own = claims.filter((entry) => entry.component === 'catalog');
  const [first, last] = [own[0], own.at(-1)];
  if (!first || !last) throw new Error('the demo deploys catalog to production');
  const from = first.from ?? first.candidate.commit;
  const counted = gitCounts(data, 'catalog', from, last.candidate.commit);
  const alone = await read<Insights>('insights', 'production', '--component', 'catalog');
  expect(counted).toBeGreaterThan(0);
  expect(alone.dora.changeLeadTime.of).toBe(counted);

  await page.getByRole('button', { name: 'Insights' }).click();
  const tile = page.getByRole('region', { name: 'Deployment frequency' });
  await expect(tile).toContainText(`of ${deployed.length} deployments`);
  await tile.getByText('What it counts').click();
  await expect(tile).toContainText('How many deployments there are over a span of time.');
  const bags = page.getByRole('table', { name: /Brown-paper-bag/ });
  await expect(bags.getByRole('row')).toHaveCount(insights.bags.length + 1);
  await expect(bags).toContainText('rolled back');

  await page.getByRole('combobox', { name: 'Component' }).selectOption('catalog');
  await expect(page.getByRole('region', { name: 'Change lead time' })).toContainText(`of ${counted} changes`);
  await page.getByRole('combobox', { name: 'Stage' }).selectOption('dev');
  await expect(page.getByRole('region', { name: 'Deployments by week' })).toBeVisible();
});
