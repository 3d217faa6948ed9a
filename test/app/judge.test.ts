import type { Page } from '@playwright/test';
import type { Insights } from '../../contract/insights';
import { boardIsDrawn, expect, test } from '../support/app';
import { button, cell, panel } from '../support/app-board';
import { onDemo, type Said } from '../support/app-terminal';

const rate = (page: Page) => page.getByRole('region', { name: 'Change fail rate' });
const marks = (page: Page) => page.getByRole('table', { name: 'Brown-paper-bag releases, newest first' });
const dismissed = (page: Page) => page.getByRole('table', { name: 'Dismissed, newest first' });

const share = ({ dora: { changeFailRate } }: Insights): string => `of ${changeFailRate.of} deployments`;

test('a faulty release that was rolled back is marked with its evidence; people dismiss and confirm it, in the window and in the terminal', async ({
  page,
  data,
}) => {
  test.setTimeout(180_000);
  await boardIsDrawn(page);
  const run = (...words: readonly string[]): Promise<Said> => onDemo(data, ...words);
  const read = async (): Promise<Insights> => JSON.parse((await run('insights', '--json')).out) as Insights; // as: our own terminal's documented shape
  const failures = async (): Promise<number> => {
    const { value, of } = (await read()).dora.changeFailRate;
    return Math.round((value ?? 0) * of);
  };

  await button(page, 'Promote checkout to production').click();
  await expect(cell(page, 'checkout', 'production')).toContainText('faulty', { timeout: 30_000 });
  await button(page, 'Roll back checkout in production').first().click();
  await expect(cell(page, 'checkout', 'production')).toContainText('on hold', { timeout: 30_000 });

  // The hold is on the ledger before the rollback has its verdict.
  await expect.poll(async () => (await read()).bags[0]?.component, { timeout: 30_000 }).toBe('checkout');
  const [newest] = (await read()).bags;
  if (!newest) throw new Error('it was rolled back');
  expect(newest).toMatchObject({ component: 'checkout', judgement: null, judged: null });
  expect(newest.evidence.map((one) => one.kind)).toEqual(['rollback']);
  const before = await failures();
  const id = newest.deployment.slice(0, 8);
  const name = newest.version ?? newest.commit.slice(0, 7);

  await button(page, 'Insights').click();
  await expect(rate(page)).toContainText(share(await read()));
  const mark = marks(page)
    .getByRole('row', { name: /^checkout / })
    .filter({ hasText: name });
  await expect(mark).toContainText('rolled back');
  const dismiss = mark.getByRole('button', { name: 'Dismiss…' });
  await dismiss.click();
  // Esc leaves the form, whatever of it has the focus, and not the screen.
  await mark.getByRole('button', { name: 'Cancel' }).focus();
  await page.keyboard.press('Escape');
  await expect(dismiss).toBeFocused();
  await page.keyboard.press('Enter');
  const form = mark.getByRole('form', { name: `Dismiss checkout ${name}` });
  await form.getByRole('button', { name: 'Dismiss' }).click();
  await expect(form.getByRole('alert')).toContainText('Say why');
  expect((await read()).dismissed).toEqual([]);
  const shown = await rate(page).textContent();
  await form.getByRole('textbox', { name: 'Why was it none?' }).fill('a rehearsal of the rollback');
  await page.keyboard.press('Enter');

  await expect(page.locator(':focus').getByRole('status')).toHaveText(
    `Dismissed: checkout ${name} was no brown-paper-bag release.`,
  );
  await page.getByText('1 dismissed').click();
  await expect(dismissed(page)).toContainText(`checkout`);
  await expect(dismissed(page)).toContainText(/dismissed by .+: a rehearsal of the rollback/);
  await expect(rate(page)).not.toHaveText(shown ?? '');
  expect(await failures()).toBe(before - 1);
  const told = await run('insights');
  expect(told.out).toMatch(
    new RegExp(`dismissed +${id}  .*checkout ${name}.*rolled back  dismissed by .+: a rehearsal`),
  );

  await dismissed(page)
    .getByRole('button', { name: `It was one: checkout ${name}` })
    .click();
  await expect(dismissed(page)).toHaveCount(0);
  await expect(page.locator(':focus').getByRole('status')).toHaveText(
    `Confirmed: checkout ${name} was a brown-paper-bag release.`,
  );
  await expect(rate(page)).toHaveText(shown ?? '');
  await expect(marks(page).getByRole('row').filter({ hasText: 'confirmed by' })).toContainText(name);
  expect(await failures()).toBe(before);
  expect((await run('insights')).out).toMatch(new RegExp(`brown paper bag +${id}  .*confirmed by `));

  // The same in the terminal, by the first characters of the id.
  expect((await run('bag', 'dismiss', id)).code).toBe(2);
  expect((await run('bag', 'dismiss', id, '--reason', ' ')).err).toContain('It takes a reason');
  expect(await run('bag', 'dismiss', id, '--reason', 'it was planned')).toMatchObject({
    code: 0,
    out: `Dismissed: it was no brown-paper-bag release (checkout ${name} in production).\n`,
  });
  expect(await failures()).toBe(before - 1);
  expect((await run('bag', 'confirm', 'ffffffff')).err).toContain('There is no deployment ffffffff');

  // What nothing marked is marked by a person, in its panel; the component page marks it then.
  await button(page, 'Board').click();
  await cell(page, 'basket', 'production').focus();
  await page.keyboard.press('l');
  const basket = panel(page, 'basket', 'production');
  await basket.getByRole('button', { name: 'It was a brown paper bag' }).click();
  await expect(basket.getByRole('region', { name: 'Brown paper bag' })).toContainText('a person said so');
  await expect(page.locator(':focus').getByRole('status')).toContainText('Confirmed: ');
  await page.evaluate(() => {
    window.location.hash = '#/component/basket';
  });
  await expect(page.getByRole('table', { name: 'Deployments, newest first' })).toContainText(
    'brown paper bag: a person said so',
  );
  expect((await read()).bags.filter((bag) => bag.component === 'basket' && bag.judgement === 'confirmed')).toHaveLength(
    1,
  );
});
