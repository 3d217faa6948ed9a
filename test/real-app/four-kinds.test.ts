import { button, cell, verdict } from '../support/app-board';
import { ledgerEntries } from '../support/app-release';
import { boardIsDrawn, expect, test as base } from '../support/app-workspace';
import { startFourSystems, type FourSystems } from '../support/four-systems';

const test = base.extend<{ systems: FourSystems }>({
  systems: async ({ folder }, use) => {
    const socket = process.env['HUMDRUM_TEST_SWARM'];
    if (socket === undefined) throw new Error('HUMDRUM_TEST_SWARM is not set: run npm run test:endpoints');
    const systems = await startFourSystems(folder, socket);
    await use(systems);
    await systems.close();
  },
  workspaceText: async ({ systems }, use) => use(systems.workspaceText),
  appEnv: async ({ systems }, use) => use(systems.env),
});

test('a swarm, a branch behind ssh, Tomcat and Capistrano are promoted and rolled back from one board, in one sitting', async ({
  page,
  systems,
  data,
  workspace,
}) => {
  test.setTimeout(300_000);
  await boardIsDrawn(page);
  await button(page, 'Trust').click();
  await page.evaluate(() => {
    window.location.hash = '#/settings';
  });
  await page.getByLabel(`Value of MANAGER for ${systems.tomcat}`).fill(systems.password);
  await button(page, `Set MANAGER for ${systems.tomcat}`).click();
  await expect(page.getByText('This workspace asks for 1, and all of them are here.')).toBeVisible();
  await page.evaluate(() => {
    window.location.hash = '#/';
  });

  /** One after the other: an environment has one claim at a time. */
  const promoteAll = async (commit: string): Promise<void> => {
    for (const { component, runs } of systems.placed) {
      const promote = button(page, `Promote ${component} to production`);
      // What was committed is read when the repository is asked the next time.
      await expect(promote).toContainText(`Promote ${commit.slice(0, 7)}`, { timeout: 60_000 });
      await expect(promote).toBeEnabled({ timeout: 60_000 });
      await promote.click();
      await expect(cell(page, component, 'production')).toContainText(commit.slice(0, 7), { timeout: 60_000 });
      await expect.poll(runs).toBe(commit);
      await expect(promote).toContainText('up to date', { timeout: 60_000 });
    }
  };
  const first = await systems.commit('the first that is promoted');
  await promoteAll(first);
  const second = await systems.commit('the second');
  await promoteAll(second);

  for (const { component, runs } of systems.placed) {
    const back = button(page, `Roll back ${component} in production`).first();
    await expect(back).toBeEnabled({ timeout: 60_000 });
    await back.click();
    await expect.poll(runs, { timeout: 60_000 }).toBe(first);
    await expect(cell(page, component, 'production')).toContainText('on hold', { timeout: 60_000 });
    await expect(cell(page, component, 'production')).toContainText(first.slice(0, 7), { timeout: 60_000 });
    await cell(page, component, 'production').focus();
    await page.keyboard.press('l');
    await expect(verdict(page, component, 'production')).toContainText('Deployed');
    await page.keyboard.press('Escape');
  }

  const entries = await ledgerEntries(data, workspace ?? '');
  const told = entries.flatMap((e) => (e.kind === 'verdict' ? [`${e.component} ${e.verdict ?? ''}`] : []));
  for (const e of entries)
    console.log([e.component.padEnd(7), e.kind.padEnd(9), (e.cause ?? e.verdict ?? '').padEnd(10), e.candidate?.commit.slice(0, 7) ?? ''].join(' ')); // oxfmt-ignore
  const round = systems.placed.map(({ component }) => `${component} deployed`);
  expect(told).toEqual([...round, ...round, ...round]);
});
