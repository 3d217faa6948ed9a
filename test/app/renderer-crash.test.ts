import { join } from 'node:path';
import { z } from 'zod';
import { boardIsDrawn, expect, test } from '../support/app';
import { button, cell, demoOf, serves } from '../support/app-board';
import { crashPage, pidOf, textOf } from '../support/app-crashed';
import { humdrum } from '../support/app-terminal';

const logSchema = z.object({
  entries: z.array(z.object({ kind: z.string(), candidate: z.object({ commit: z.string() }).optional() })),
});

const staging = 'catalog in staging';

test('a page that crashes in the middle of a promotion is drawn again; the promotion goes on, and goes once', async ({
  app,
  page,
  data,
}) => {
  await boardIsDrawn(page);
  const demo = demoOf(data);
  const candidate = await serves(demo, 'test', 'catalog');
  const engine = await pidOf(app, 'Humdrum engine');
  await button(page, 'Promote catalog to staging').click();
  await expect(cell(page, 'catalog', 'staging')).toContainText(/send|observ|look|verif/i);
  const crashed = page.waitForEvent('crash');
  await crashPage(app);
  await crashed;

  await expect.poll(() => textOf(app, staging)).toContain(candidate.slice(0, 7));
  await expect.poll(() => textOf(app, staging)).toContain('verified');
  expect(await serves(demo, 'staging', 'catalog')).toBe(candidate);
  expect(await pidOf(app, 'Humdrum engine')).toBe(engine);
  const file = join(demo, 'humdrum.yml');
  const log = await humdrum(data, 'log', '--workspace', file, '--component', 'catalog', '--stage', 'staging', '--json');
  const { entries } = logSchema.parse(JSON.parse(log.out));
  expect(entries.filter((e) => e.kind === 'claimed' && e.candidate?.commit === candidate)).toHaveLength(1);
});

test.describe('with a workspace that opens at once', () => {
  test.use({ workspace: '/nowhere/humdrum.yml' });

  test('a page that crashes again and again is drawn again when a person says so', async ({ app, page }) => {
    await page.waitForLoadState();
    await app.evaluate(({ dialog }) => {
      const asked: string[] = [];
      Object.assign(globalThis, { asked });
      Object.assign(dialog, {
        showMessageBox: async ({ message }: { readonly message: string }) => {
          asked.push(message);
          return { response: 0, checkboxChecked: false };
        },
      });
    });
    for (let n = 0; n < 4; n += 1) {
      await crashPage(app);
      await expect.poll(() => textOf(app)).toContain('No workspace file');
    }
    const asked = await app.evaluate(() => Reflect.get(globalThis, 'asked') as readonly string[]); // as: put there above
    expect(asked).toEqual(['The window keeps ending unexpectedly.']);
  });

  test('an engine that does not stay up is told to the page, with what to do, and started again when a person says so', async ({
    app,
    page,
  }) => {
    await page.waitForLoadState();
    await app.evaluate(({ dialog }) => {
      Object.assign(dialog, {
        showMessageBox: () => new Promise((answer) => Object.assign(globalThis, { answer })),
      });
    });
    const gone = page.getByRole('alert').filter({ hasText: 'The engine keeps ending unexpectedly' });
    let last: number | undefined;
    for (let n = 0; n < 4; n += 1) {
      await expect(page.getByText('No workspace file')).toBeVisible();
      await expect.poll(() => pidOf(app, 'Humdrum engine')).not.toBe(last);
      last = await pidOf(app, 'Humdrum engine');
      expect(last).toBeDefined();
      process.kill(last ?? 0, 'SIGKILL');
    }
    await expect(gone).toContainText('Nothing is read or sent until it runs again');
    await expect(gone).toContainText('Start it again');
    await app.evaluate(() => {
      const answer = Reflect.get(globalThis, 'answer') as (choice: { readonly response: number }) => void; // as: put there above
      answer({ response: 0 });
    });
    await expect(gone).toHaveCount(0);
    await expect.poll(() => pidOf(app, 'Humdrum engine')).toBeDefined();
  });
});
