import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { boardIsDrawn, expect, test as base } from '../support/app';
import { button, cell, demoOf, serves, servesNow } from '../support/app-board';
import { checkout, isRoot } from '../support/app-runtime';
import { testBlock } from '../support/demo-shop';

interface Packaged {
  readonly process: ChildProcess;
  /** Everything it has said so far. */
  readonly said: () => string;
  /** Ends with what it said once that matches. */
  readonly says: (pattern: RegExp) => Promise<string>;
  readonly ended: Promise<number | null>;
}

/** The app as people install it, from packed/ (`npm run pack`); Playwright can't hold it: its fuses shut the debugger out. */
const test = base.extend<{
  environment: Readonly<Record<string, string>>;
  words: readonly string[];
  packaged: Packaged;
}>({
  environment: [{}, { option: true }],
  words: [[], { option: true }],
  packaged: async ({ data, environment, words }, use) => {
    const program = join(checkout, 'packed', 'linux-unpacked', 'humdrum');
    const screenshot = join(data, 'board.png');
    const args = ['--inspect=0', '--demo', '--screenshot', screenshot, ...words, ...(isRoot ? ['--no-sandbox'] : [])];
    const env = { ...process.env, HUMDRUM_DATA: data, HUMDRUM_DEMO_PORT: String(await testBlock()), ...environment };
    const child = spawn(program, args, { env });
    let text = '';
    const ended = new Promise<number | null>((end) => child.once('exit', end));
    const says = async (pattern: RegExp): Promise<string> =>
      new Promise((heard, failed) => {
        const look = (chunk: Buffer | string): void => {
          text += chunk.toString();
          if (pattern.test(text)) heard(text);
        };
        child.stdout.on('data', look);
        child.stderr.on('data', look);
        child.once('exit', (code) => failed(new Error(`It ended with exit code ${code} and said:\n${text}`)));
      });
    await use({ process: child, said: () => text, says, ended });
    child.kill('SIGKILL');
  },
});

test('the packaged app draws the board of its demo, and ends when it is told to', async ({ packaged, data }) => {
  expect(await packaged.says(/^Screenshot: .+$/m)).toContain(join(data, 'board.png'));
  const picture = readFileSync(join(data, 'board.png'));
  expect(picture.subarray(1, 4).toString()).toBe('PNG');
  // Width and height stand in the header.
  expect(picture.readUInt32BE(16)).toBeGreaterThanOrEqual(900);
  expect(picture.readUInt32BE(20)).toBeGreaterThanOrEqual(550);
  packaged.process.kill('SIGTERM');
  expect(await packaged.ended).toBe(0);
});

test.describe('held by the page, since its fuses shut the debugger of the main process out', () => {
  test.use({ words: ['--remote-debugging-port=0'] });
  test('the packaged app promotes, and the running process confirms the commit', async ({ packaged, data }) => {
    const said = await packaged.says(/DevTools listening on ws:\S+/);
    const browser = await chromium.connectOverCDP(/ws:\S+/.exec(said)?.[0] ?? '', {
      // Electron has one browser context and no say over it.
      noDefaults: true,
    });
    const page = browser.contexts()[0]?.pages()[0];
    if (!page) throw new Error('the packaged app has a page');
    await boardIsDrawn(page);
    const demo = demoOf(data);
    const candidate = await serves(demo, 'test', 'catalog');
    await expect(button(page, 'Promote catalog to staging')).toContainText('Promote 3');
    await button(page, 'Promote catalog to staging').click();
    await expect.poll(() => servesNow(demo, 'staging', 'catalog')).toBe(candidate);
    await expect(cell(page, 'catalog', 'staging')).toContainText('verified');
    await browser.close();
  });
});

const planted = test.extend<{ marker: string }>({
  marker: async ({ data }, use) => use(join(data, 'ran')),
  environment: async ({ data, marker }, use) => {
    const code = join(data, 'planted.cjs');
    writeFileSync(code, `require('node:fs').writeFileSync(${JSON.stringify(marker)}, '')`);
    await use({ NODE_OPTIONS: `--require=${code}` });
  },
});

planted('the packaged app runs no code from NODE_OPTIONS and opens no debugger', async ({ packaged, marker }) => {
  await packaged.says(/^Screenshot: /m);
  expect(existsSync(marker)).toBe(false);
  expect(packaged.said()).not.toContain('Debugger listening');
});
