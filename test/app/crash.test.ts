import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { boardIsDrawn, expect, launchApp, test } from '../support/app';
import { button, cell, demoOf, serves, servesNow } from '../support/app-board';
import { commandOf, processesOf } from '../support/app-processes';

/** Everything of the app dies at once, as in a power cut: the shop's own processes and their supervisor live on. */
const killApp = (data: string): void => {
  for (const pid of processesOf(data)) {
    const command = commandOf(pid);
    if (!command.includes('electron') || command.includes('supervisor')) continue;
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // it died with the one before it
    }
  }
};

const stateSchema = z.object({
  slots: z.record(
    z.string(),
    z.object({ component: z.string(), environment: z.string(), releases: z.array(z.object({ commit: z.string() })) }),
  ),
});

/** How often the supervisor was asked to bring a commit out, by its own record. */
const timesBrought = (data: string, component: string, environment: string, commit: string): number => {
  const workspaces = join(data, 'workspaces');
  const states = readdirSync(workspaces).map((id) => readFileSync(join(workspaces, id, 'local', 'state.json'), 'utf8'));
  return states
    .flatMap((text) => Object.values(stateSchema.parse(JSON.parse(text)).slots))
    .filter((slot) => slot.component === component && slot.environment === environment)
    .flatMap((slot) => slot.releases)
    .filter((release) => release.commit === commit).length;
};

test('killed in the middle of a promotion, it says after the restart what it knows, and deploys nothing twice', async ({
  app,
  page,
  data,
}) => {
  test.setTimeout(120_000);
  await boardIsDrawn(page);
  const candidate = await serves(demoOf(data), 'test', 'catalog');
  await button(page, 'Promote catalog to staging').click();
  // Looked at in every frame: it is on its way for less time than `expect` waits between two looks.
  const staged = await cell(page, 'catalog', 'staging').elementHandle();
  await page.waitForFunction((element) => /send|observ/i.test(element?.textContent ?? ''), staged, { polling: 'raf' });
  const closed = app.waitForEvent('close');
  killApp(data);
  await closed;

  const again = await launchApp({ data, args: ['--demo'] });
  const restarted = await again.firstWindow();
  await boardIsDrawn(restarted);
  await expect(restarted.getByText(/interrupted|unfinished/i).first()).toBeVisible();
  const staging = cell(restarted, 'catalog', 'staging');
  await expect(staging).toContainText(/verified|v1\.5\.0/, { timeout: 40_000 });
  let runs = '';
  await expect
    .poll(async () => (runs = await servesNow(demoOf(data), 'staging', 'catalog')))
    .not.toBe('nobody answers');
  await expect(staging).toContainText(runs === candidate ? candidate.slice(0, 7) : 'v1.5.0');
  expect(timesBrought(data, 'catalog', 'staging', candidate)).toBe(runs === candidate ? 1 : 0);
  await again.close();
});
