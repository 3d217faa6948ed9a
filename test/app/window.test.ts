import { mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRoot } from '../support/app-runtime';
import { boardIsDrawn, expect, test } from '../support/app';

test('the window is called after its workspace once the board is drawn', async ({ app, page }) => {
  await boardIsDrawn(page);
  await expect(page).toHaveTitle(/^.+ · Humdrum$/);
  const title = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
  expect(title).toBe(await page.title());
});

test('an engine that crashes is replaced, and the board is drawn again', async ({ app, page }) => {
  await boardIsDrawn(page);
  await page.evaluate(() => {
    addEventListener('message', ({ data }) => {
      if (data?.type === 'humdrum:engine-restarted') document.title = `${document.title} again`;
    });
  });
  const crashed = await app.evaluate(({ app: electron }) => {
    const engine = electron.getAppMetrics().find(({ name }) => name === 'Humdrum engine');
    if (engine !== undefined) process.kill(engine.pid, 'SIGKILL');
    return engine?.pid;
  });
  expect(crashed).toBeDefined();
  await expect(page).toHaveTitle(/again$/);
  await boardIsDrawn(page);
  const engines = await app.evaluate(({ app: electron }) =>
    electron
      .getAppMetrics()
      .filter(({ name }) => name === 'Humdrum engine')
      .map(({ pid }) => pid),
  );
  expect(engines).toHaveLength(1);
  expect(engines).not.toContain(crashed);
});

test.describe('with settings that are cut off', () => {
  test.use({
    workspace: '/nowhere/humdrum.yml',
    data: async ({ data }, use) => {
      mkdirSync(join(data, 'desktop'), { recursive: true });
      writeFileSync(join(data, 'desktop', 'settings.json'), '{"settings":{"appea');
      await use(data);
    },
  });

  test('the app starts with its usual ones, and keeps the file', async ({ page, data }) => {
    await page.waitForLoadState();
    await expect.poll(() => readdirSync(join(data, 'desktop'))).toContain('settings.json');
    const kept = readdirSync(join(data, 'desktop')).filter((name) => name.startsWith('settings.json.corrupt-'));
    expect(kept).toHaveLength(1);
    expect(readFileSync(join(data, 'desktop', kept[0]!), 'utf8')).toBe('{"settings":{"appea');
  });
});

test.describe('whatever is open', () => {
  // A workspace file that is not there opens faster than the demo.
  test.use({ workspace: '/nowhere/humdrum.yml' });

  test('the page runs in the sandbox of the operating system', async ({ app, page }) => {
    expect(isRoot, 'as root there is no sandbox: npm test runs this as somebody else').toBe(false);
    await page.waitForLoadState();
    const pid = await app.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.getOSProcessId() ?? 0);
    // Mode 2 is a filter of system calls; the renderer lives in a user namespace of its own besides.
    expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/^Seccomp:\t2$/m);
    expect(readlinkSync(`/proc/${pid}/ns/user`)).not.toBe(readlinkSync('/proc/self/ns/user'));
  });

  test('the page has no Node, no Electron and no function of ours', async ({ app, page }) => {
    await page.waitForLoadState();
    const found = await page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter((name) => name in window),
    );
    expect(found).toEqual([]);
    const preferences = await app.evaluate(({ webContents }) => {
      // In Electron's own type this is private, and there is no other way to ask.
      const contents = webContents.getAllWebContents()[0] as unknown as { getLastWebPreferences(): object };
      return contents.getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
    });
  });

  test('the window is never smaller than 900 × 600', async ({ app, page }) => {
    await page.waitForLoadState();
    const size = await app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.setSize(200, 200);
      return window?.getMinimumSize();
    });
    expect(size).toEqual([900, 600]);
  });
});
