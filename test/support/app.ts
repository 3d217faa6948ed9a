import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect, test as base, type ElectronApplication, type Page } from '@playwright/test';
import { testBlock } from './demo-shop';
import { endProcessesOf } from './app-processes';
import { checkout, isRoot, runtime } from './app-runtime';

export interface LaunchOptions {
  /** Kept apart from everybody else's: settings, mirrors, journals, local releases. */
  readonly data: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the built app, as `npm start` would, once Playwright watches it. */
export const launchApp = async ({ data, args = [], env = {} }: LaunchOptions): Promise<ElectronApplication> => {
  const { executable, development } = runtime();
  return _electron.launch({
    executablePath: executable,
    args: [join(checkout, 'test', 'held-app'), ...args],
    chromiumSandbox: !isRoot,
    cwd: checkout,
    env: {
      ...(process.env as Record<string, string>), // as: a process's environment has no undefined values
      HUMDRUM_DATA: data,
      ...(development ? { HUMDRUM_RUNTIME: 'development' } : {}),
      ...env,
    },
  });
};

/** What goes wrong in a page, or in every page of an app, from now on: uncaught errors, and what the content security policy blocks. */
export const watchPage = (of: ElectronApplication | Page): readonly string[] => {
  const problems: string[] = [];
  const context = of.context();
  context.on('weberror', (error) => problems.push(error.error().stack ?? error.error().message));
  context.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) problems.push(message.text());
  });
  return problems;
};

/** The first snapshot is drawn. */
export const boardIsDrawn = async (page: Page): Promise<void> => {
  await expect(page.locator('[data-ready="true"]')).toBeAttached({ timeout: 40_000 });
};

interface Options {
  /** The workspace file to open; null for the demo. */
  workspace: string | null;
  /** More words on the app's command line, and more of its environment. */
  appArgs: readonly string[];
  appEnv: Readonly<Record<string, string>>;
  /** For tests that make the page misbehave. */
  mayMisbehave: boolean;
}

interface Fixtures extends Options {
  data: string;
  app: ElectronApplication;
  page: Page;
}

/** Every test has an app of its own, with a data folder of its own; nothing of it is left running. */
export const test = base.extend<Fixtures>({
  workspace: [null, { option: true }],
  appArgs: [[], { option: true }],
  appEnv: [{}, { option: true }],
  mayMisbehave: [false, { option: true }],

  data: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'humdrum-app-'));
    await use(folder);
    endProcessesOf(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  },

  app: async ({ data, workspace, appArgs, appEnv, mayMisbehave }, use) => {
    const opened = workspace === null ? ['--demo'] : ['--workspace', workspace];
    const demoPort = { HUMDRUM_DEMO_PORT: String(await testBlock()) };
    const app = await launchApp({ data, args: [...opened, ...appArgs], env: { ...demoPort, ...appEnv } });
    const problems = watchPage(app);
    await use(app);
    await app.close();
    if (!mayMisbehave) expect(problems).toEqual([]);
  },

  page: async ({ app }, use) => use(await app.firstWindow()),
});

export { expect };
