import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { boardIsDrawn, expect, test } from '../support/app';
import { button, cell, demoOf, servesNow } from '../support/app-board';
import { ledgerTable, mendCheckout, releaseLedger, runIn, storyOf, storyOfTwo } from '../support/app-release';

const release = (page: Page, nth: number) => page.getByRole('article').nth(nth);
const at = (page: Page, nth: number, stage: string) => release(page, nth).getByRole('region', { name: new RegExp(`in ${stage}$`) }); // oxfmt-ignore
const nameOf = async (page: Page, nth: number): Promise<string> =>
  (await release(page, nth).getByRole('heading').textContent()) ?? '';

/** The newest release, to where nothing stands in its way. */
const promoteToStaging = async (page: Page): Promise<void> => {
  const staging = at(page, 0, 'staging');
  await staging.getByRole('button', { name: /^Promote .* to staging$/ }).click();
  await expect(staging).toContainText('Deployed', { timeout: 60_000 });
};

/** web went to production by a hotfix that mainline has under another id: known, and gone over with a reason. */
const promoteToProduction = async (page: Page): Promise<void> => {
  const production = at(page, 0, 'production');
  await expect(production.getByRole('list', { name: 'In the way' }).getByRole('listitem')).toHaveText([
    /^web: production has 1 change/,
  ]);
  await production.getByRole('textbox').fill('mainline has the hotfix under another id');
  await production.getByRole('button', { name: 'Promote anyway' }).click();
};

test('a release of test is promoted, partly deployed where one component fails, put back, and promoted again after the fix', async ({
  page,
  data,
}) => {
  test.setTimeout(240_000);
  await boardIsDrawn(page);
  await button(page, 'Releases').click();
  await expect(page.getByText('No release was cut yet')).toBeVisible();
  await button(page, 'Cut from test').click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('was not verified there as a whole: web');
  await button(page, 'Board').click();
  await button(page, 'Roll back web in test').first().click();
  await expect(cell(page, 'web', 'test')).toContainText('Resume', { timeout: 30_000 });

  await button(page, 'Releases').click();
  await button(page, 'Cut from test').click();
  await expect(release(page, 0)).toContainText('cut from test');
  const first = await nameOf(page, 0);
  await button(page, 'Cut from test').click();
  await expect(page.getByText(`What test runs was cut before: it is release ${first}.`)).toBeVisible();
  await expect(page.getByRole('article')).toHaveCount(1);
  const tested = await runIn(data, 'test');
  const before = await runIn(data, 'production');
  await promoteToStaging(page);
  expect(await runIn(data, 'staging')).toEqual(tested);
  await promoteToProduction(page);
  const production = at(page, 0, 'production');
  await expect(production).toContainText('Partly deployed', { timeout: 60_000 });
  await expect(production).toContainText('checkout is there and faulty');
  await expect(production.getByRole('alert')).toContainText('put back what moved');
  expect(await runIn(data, 'production')).toEqual({ ...tested, web: before['web'] });

  await production.getByRole('button', { name: 'Put back 3 components' }).click();
  await expect(production).toContainText('Put back', { timeout: 60_000 });
  await expect(production.getByRole('status')).toContainText('cut the next one', { timeout: 60_000 });
  expect(await runIn(data, 'production')).toEqual(before);

  const fix = mendCheckout(data);
  await button(page, 'Board').click();
  // dev takes what passed its checks by itself.
  await expect(cell(page, 'checkout', 'dev')).toContainText(fix.slice(0, 7), { timeout: 60_000 });
  const promote = button(page, 'Promote checkout to test');
  await expect(promote).toHaveAccessibleDescription(new RegExp(`Promote checkout ${fix.slice(0, 7)}`), { timeout: 60_000 }); // oxfmt-ignore
  await promote.click();
  await expect.poll(() => servesNow(demoOf(data), 'test', 'checkout'), { timeout: 60_000 }).toBe(fix);
  await expect(cell(page, 'checkout', 'test').getByText('verified', { exact: true })).toBeVisible({ timeout: 60_000 });

  await button(page, 'Releases').click();
  await button(page, 'Cut from test').click();
  await expect(page.getByRole('article')).toHaveCount(2);
  await expect(release(page, 0)).toContainText(fix.slice(0, 7));
  const second = await nameOf(page, 0);
  await promoteToStaging(page);
  await promoteToProduction(page);
  await expect(at(page, 0, 'production')).toContainText('Deployed', { timeout: 120_000 });
  expect(await runIn(data, 'production')).toEqual({ ...tested, checkout: fix });
  await button(page, 'Board').click();
  for (const stage of ['test', 'staging', 'production'])
    await expect(cell(page, 'Whole system', stage)).toContainText(`release ${second}`);

  const ledger = await releaseLedger(data, join(demoOf(data), 'humdrum.yml'));
  console.log(ledgerTable(ledger));
  expect(storyOf(ledger)).toEqual(storyOfTwo(first, second));
});
