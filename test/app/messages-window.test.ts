import { once } from 'node:events';
import type { ElectronApplication, Frame, Page } from '@playwright/test';
import * as fc from 'fast-check';
import { boardIsDrawn, expect, test as base } from '../support/app-workspace';
import { button } from '../support/app-board';
import { anyMessage, fateOf } from '../support/hostile-messages';
import { git } from '../support/repositories';
import { figures, runs } from '../support/runs';

const test = base.extend({ mayMisbehave: true });

const enginePid = (app: ElectronApplication): Promise<number | undefined> =>
  app.evaluate(({ app: electron }) => electron.getAppMetrics().find(({ name }) => name === 'Humdrum engine')?.pid);

const ask = JSON.stringify({ i: 'last', p: { u: '/activity', b: { json: {} } } });

/** Posts over a port of the page's own, then asks what changes nothing: how many answers came until then, and that one. */
const post = (page: Page, messages: readonly unknown[]): Promise<{ readonly count: number; readonly last: string }> =>
  page.evaluate(
    async ({ messages, ask }) =>
      new Promise((ended) => {
        const { port1, port2 } = new MessageChannel();
        let count = 0;
        port1.addEventListener('message', ({ data }: MessageEvent<string>) => {
          count += 1;
          if (JSON.parse(data).i === 'last') ended({ count, last: data });
        });
        port1.start();
        window.postMessage({ type: 'humdrum:port' }, window.location.origin, [port2]);
        for (const message of messages) port1.postMessage(message);
        port1.postMessage(ask);
      }),
    { messages, ask },
  );

/** To change the desktop or to open a dialog is a page's right, and not what is tried here. */
const changesTheDesktop = (message: unknown): boolean =>
  typeof message === 'string' &&
  /"\/(?:host\/|resetDemo|trust)/.test(message) &&
  ['accepted', 'either'].includes(fateOf(message));

test('messages of every wrongness leave engine, board, branch and record as they were', async ({
  app,
  page,
  works,
}) => {
  await boardIsDrawn(page);
  await button(page, 'Trust').click();
  await expect(button(page, 'Promote works to live')).toContainText('Promote 1');
  const before = await enginePid(app);
  const branches = await git(works.path, ['for-each-ref']);
  const seed = Date.now();
  const messages = fc
    .sample(anyMessage, { numRuns: runs(2000), seed })
    .filter((message) => !changesTheDesktop(message));
  const { count, last } = await post(page, messages);

  expect(JSON.parse(last), `seed ${seed}`).toMatchObject({ p: { b: { json: { ok: true, value: [] } } } });
  expect(await enginePid(app)).toBe(before);
  expect(await git(works.path, ['for-each-ref'])).toBe(branches);
  await expect(button(page, 'Promote works to live')).toContainText('Promote 1');
  expect(count).toBeGreaterThan(messages.length / 4);
  figures('messages through the window', { posted: messages.length, answered: count });
});

/** Makes a port in a frame, asks over it, and passes the other end to a window under a type; an answer is noted on the page. */
const pass = (frame: Frame, name: string, to: 'top' | 'self', type: string, ports = 1): Promise<void> =>
  frame.evaluate(
    ({ name, to, type, ports, ask }) => {
      const others = Array.from({ length: ports }, () => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', () => {
          const page = window.top as unknown as { answered?: string[] }; // as: where this test notes
          (page.answered ??= []).push(name);
        });
        port1.start();
        port1.postMessage(ask);
        return port2;
      });
      (to === 'top' ? (window.top ?? window) : window).postMessage({ type }, '*', others);
    },
    { name, to, type, ports, ask },
  );

const answered = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => (window as unknown as { answered?: string[] }).answered ?? []);

test('a port is passed on for our page only, one at a time, and asked for by its name', async ({ page }) => {
  await boardIsDrawn(page);
  // A frame without an address is the only one the policy lets be; it has our own origin.
  await page.evaluate(() => {
    document.body.append(document.createElement('iframe'));
  });
  const frame = page.frames().find((one) => one !== page.mainFrame());
  if (!frame) throw new Error('the page has a frame');
  await pass(frame, 'of a frame, to the page', 'top', 'humdrum:port');
  await pass(frame, 'of a frame, to itself', 'self', 'humdrum:port');
  await pass(page.mainFrame(), 'two at once', 'self', 'humdrum:port', 2);
  await pass(page.mainFrame(), 'under another name', 'self', 'engine-port');
  // Whatever was passed on before this one has arrived before it.
  await pass(page.mainFrame(), 'ours', 'self', 'humdrum:port');
  await expect.poll(() => answered(page)).toContain('ours');
  expect(await answered(page)).toEqual(['ours']);
});

for (const [who, address] of [
  ['a page of somebody else’s in a window of its own', 'data:text/html,<title>stranger</title>'],
  ['our own page in a window that is not ours', 'app://humdrum/'],
] as const)
  test(`a port of ${who} is refused, and said so`, async ({ app, page }) => {
    await boardIsDrawn(page);
    const { stderr } = app.process();
    if (!stderr) throw new Error('what the app says can be read');
    const said = (async () => {
      for (let text = ''; ;) {
        text += String((await once(stderr, 'data'))[0]);
        const line = /A port from .* was refused/.exec(text)?.[0];
        if (line !== undefined) return line;
      }
    })();
    const stranger = await app.evaluateHandle(
      async ({ BrowserWindow, app: electron }, { address, ask }) => {
        // A window as ours in everything but its page, or its owner.
        const preload = `${electron.getAppPath()}/dist/preload/preload.cjs`;
        const window = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
        await window.loadURL(address);
        await window.webContents.executeJavaScript(
          `const { port1, port2 } = new MessageChannel();
           port1.onmessage = () => { window.heard = true };
           port1.postMessage(${JSON.stringify(ask)});
           window.postMessage({ type: 'humdrum:port' }, '*', [port2]);`,
        );
        return window;
      },
      { address, ask },
    );
    expect(await said).toContain(`A port from ${address.slice(0, 14)}`);
    // The engine answers what comes after it: had the stranger's been passed on, it would have its answer.
    await pass(page.mainFrame(), 'ours', 'self', 'humdrum:port');
    await expect.poll(() => answered(page)).toEqual(['ours']);
    expect(await stranger.evaluate((window) => window.webContents.executeJavaScript(`'heard' in window`))).toBe(false);
  });
