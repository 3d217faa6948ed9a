import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rotation } from '../../contract/rotation';
import type { Note } from '../../contract/note';
import { boardIsDrawn, expect, test } from '../support/app';
import { button, demoOf } from '../support/app-board';
import { humdrum } from '../support/app-terminal';

test('whose turn it is stands on its screen in the order the terminal says', async ({ page, data }) => {
  await boardIsDrawn(page);
  const said = await humdrum(data, 'rotation', '--workspace', join(demoOf(data), 'humdrum.yml'), '--json');
  expect(said.code, said.err).toBe(0);
  const rotation = JSON.parse(said.out) as Rotation; // as: our own terminal's documented shape
  expect(rotation.turns).toHaveLength(6);
  expect(rotation.turns.reduce((n, turn) => n + turn.promotions, 0)).toBeGreaterThan(5);
  expect(rotation.unread).toEqual([]);
  const [next] = rotation.turns;
  if (!next) throw new Error('the demo names six people');

  await page.getByRole('button', { name: 'Rotation' }).click();
  await expect(page.getByRole('region', { name: 'Next', exact: true })).toContainText(
    `It is ${next.person.name}’s turn`,
  );
  const rows = page.getByRole('table', { name: 'Turns, in their order' }).getByRole('rowheader');
  await expect(rows).toHaveText(rotation.turns.map((turn) => turn.person.name));
});

test('what is handed over stands on the board of whoever is next, and is read and taken away in the window as in the terminal', async ({
  page,
  data,
}) => {
  await boardIsDrawn(page);
  const file = join(demoOf(data), 'humdrum.yml');
  const handOver = (...words: readonly string[]) => humdrum(data, 'hand-over', ...words, '--workspace', file);
  const stands = async (): Promise<Note | null> =>
    (JSON.parse((await handOver('--json')).out) as { readonly handOver: Note | null }).handOver; // as: our own terminal's documented shape
  expect((await handOver()).out).toBe('Nothing is handed over.\n');

  await button(page, 'Rotation').click();
  const note = page.getByRole('region', { name: 'Hand-over', exact: true });
  await page.getByRole('textbox', { name: 'Note for the next person' }).fill('Mind the certificate.\nNothing else.');
  await button(page, 'Save').click();
  await expect(note).toContainText('Mind the certificate.');
  const stood = await stands();
  if (!stood) throw new Error('it was saved');
  const me = stood.by;
  expect(stood.reason).toBe('Mind the certificate.\nNothing else.');
  await expect(note).toContainText(`Handed over by ${me.name}`);
  await button(page, 'Board').click();
  const notice = page.getByRole('status').filter({ hasText: `It is your turn, and ${me.name} left you a note.` });
  await expect(notice).toHaveCount(0);

  // It is Ana’s turn, and who sits here is Ana, by another address of hers.
  const team = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    team.replace('email: ana@corner-shop.example', `email: [ana@corner-shop.example, '${me.email}']`),
  );
  await expect(notice).toBeVisible();
  await button(page, 'Read the hand-over note').click();
  await expect(note).toContainText('Mind the certificate.');
  await button(page, 'Clear the note above').click();
  await expect(note).toHaveCount(0);
  expect(await stands()).toBeNull();
  await button(page, 'Board').click();
  await expect(notice).toHaveCount(0);

  expect((await handOver('It is renewed.')).out).toContain('It is renewed.');
  await expect(notice).toBeVisible();
  expect((await handOver('--clear')).out).toBe('Nothing is handed over.\n');
  await expect(notice).toHaveCount(0);
});
