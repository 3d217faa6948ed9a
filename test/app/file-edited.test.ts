import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { boardIsDrawn, expect, test } from '../support/app';
import { button, cell, demoOf, serves, servesNow } from '../support/app-board';

const edit = (file: string, change: (text: string) => string): void => {
  const before = readFileSync(file, 'utf8');
  const after = change(before);
  expect(after, 'the edit changes something').not.toBe(before);
  writeFileSync(file, after);
};

test.beforeEach(async ({ page }) => boardIsDrawn(page));

test('a file that is edited under an open countdown ends it: nothing is sent, and the notice says why', async ({
  page,
  data,
}) => {
  const before = await serves(demoOf(data), 'production', 'catalog');
  await button(page, 'Promote catalog to production').click();
  await expect(button(page, 'Undo')).toBeVisible();
  edit(join(demoOf(data), 'humdrum.yml'), (text) => text.replace(/^( *- name: production\n)/m, '$1    batch: 50\n'));
  const notice = page.getByRole('alert').filter({ hasText: 'The workspace file has changed since you looked' });
  await expect(notice).toContainText(/Nothing was sent.*Look at the board again, then decide/s);
  expect(await serves(demoOf(data), 'production', 'catalog')).toBe(before);
});

test('a command that comes into the file under an open board is asked about before anything is sent', async ({
  page,
  data,
}) => {
  const before = await serves(demoOf(data), 'staging', 'catalog');
  const candidate = await serves(demoOf(data), 'test', 'catalog');
  const promote = button(page, 'Promote catalog to staging');
  await expect(promote).toContainText('Promote 3');
  edit(join(demoOf(data), 'humdrum.yml'), (text) =>
    text.replace(
      '      - { name: lists products',
      "      - { name: and more, run: ['true'] }\n      - { name: lists products",
    ),
  );
  // The panel says what the file may do now, and the button why it may not be pressed.
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await expect(cell(page, 'catalog', 'staging')).toContainText(/trust/i);
  await expect(promote).toHaveAttribute('aria-disabled', 'true');
  await promote.click({ force: true });
  expect(await serves(demoOf(data), 'staging', 'catalog')).toBe(before);

  await button(page, 'Trust').click();
  await expect(promote).toContainText('Promote 3');
  await promote.click();
  await expect.poll(() => servesNow(demoOf(data), 'staging', 'catalog')).toBe(candidate);
});
