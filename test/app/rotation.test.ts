import { join } from 'node:path';
import type { Rotation } from '../../contract/rotation';
import { boardIsDrawn, expect, test } from '../support/app';
import { demoOf } from '../support/app-board';
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
  await expect(page.getByRole('region', { name: 'Next' })).toContainText(`It is ${next.person.name}’s turn`);
  const rows = page.getByRole('table', { name: 'Turns, in their order' }).getByRole('rowheader');
  await expect(rows).toHaveText(rotation.turns.map((turn) => turn.person.name));
});
