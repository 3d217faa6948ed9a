import { join } from 'node:path';
import { z } from 'zod';
import { boardIsDrawn, expect, test } from '../support/app';
import { button, cell, demoOf, serves, servesNow } from '../support/app-board';
import { humdrum } from '../support/app-terminal';

const logSchema = z.object({
  entries: z.array(z.object({ kind: z.string(), candidate: z.object({ commit: z.string() }).optional() })),
});

test('fifty double clicks of a real mouse are one deployment', async ({ page, data }) => {
  await boardIsDrawn(page);
  const demo = demoOf(data);
  const candidate = await serves(demo, 'test', 'catalog');
  const promote = button(page, 'Promote catalog to staging');
  await expect(promote).toContainText('Promote 3');
  const box = await promote.boundingBox();
  if (box === null) throw new Error('the button is on screen');
  // Where the button was: whatever stands there by then is clicked as well, as by somebody in a hurry.
  for (let n = 0; n < 50; n += 1) await page.mouse.dblclick(box.x + box.width / 2, box.y + box.height / 2);
  await expect.poll(() => servesNow(demo, 'staging', 'catalog')).toBe(candidate);
  await page.keyboard.press('Escape');
  await expect(cell(page, 'catalog', 'staging')).toContainText('verified');
  const file = join(demo, 'humdrum.yml');
  const log = await humdrum(data, 'log', '--workspace', file, '--component', 'catalog', '--stage', 'staging', '--json');
  const { entries } = logSchema.parse(JSON.parse(log.out));
  expect(entries.filter((e) => e.kind === 'claimed' && e.candidate?.commit === candidate)).toHaveLength(1);
});
