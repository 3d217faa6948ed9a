import { join } from 'node:path';
import type { IsolationReport } from '../../contract/isolation';
import { boardIsDrawn, expect, test } from '../support/app';
import { demoOf } from '../support/app-board';
import { humdrum } from '../support/app-terminal';

test('what two environments share stands on its screen, with where that is said, as the terminal says it', async ({
  page,
  data,
}) => {
  await boardIsDrawn(page);
  const said = await humdrum(data, 'isolation', '--workspace', join(demoOf(data), 'humdrum.yml'), '--json');
  const report = JSON.parse(said.out) as IsolationReport; // as: our own terminal's documented shape
  expect(report.shared.map((one) => one.name)).toContain('host-small');
  expect(report.unread).toEqual([]);

  await page.getByRole('button', { name: 'Isolation' }).click();
  await expect(page.getByRole('heading', { name: 'Isolation' })).toBeVisible();
  const list = page.getByRole('list', { name: 'Shared' });
  for (const one of report.shared) await expect(list).toContainText(one.name);
  const small = list.getByRole('listitem').filter({ hasText: 'host-small' }).first();
  await expect(small).toContainText('dev · test');
  await small.getByText('places').click();
  await expect(small).toContainText('dev: pools');
});
