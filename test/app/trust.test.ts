import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { button, cell } from '../support/app-board';
import { boardIsDrawn, expect, test as base } from '../support/app-workspace';

/** A place that deployments go to: what it was asked, and with which token. */
interface Place {
  readonly origin: string;
  readonly tokens: readonly string[];
}

const openPlace = async (commit: string): Promise<Place & { readonly close: () => void }> => {
  const tokens: string[] = [];
  const server = createServer((request, response) => {
    tokens.push(request.headers.authorization ?? 'none');
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ commit }));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  // as: a server that listens on a port has an address of that kind
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, tokens, close: () => server.close() };
};

const text = (origin: string, command: readonly string[]): string => `humdrum: 1
name: Small
stages: [live]
environments:
  live:
    endpoint:
      kind: http
      deploy: { url: ${origin}/deploy }
      observe: { url: ${origin}/version, commit: /commit, headers: { authorization: 'Bearer \${secret:DEPLOY}' } }
components:
  - name: works
    repository: ./works.git
    checks: { kind: command-results, run: ${JSON.stringify(command)} }
`;

const test = base.extend<{ ours: Place; theirs: Place; touch: (name: string) => readonly string[] }>({
  ours: async ({ works }, use) => {
    const place = await openPlace(works.id('one'));
    await use(place);
    place.close();
  },
  theirs: async ({ works }, use) => {
    const place = await openPlace(works.id('one'));
    await use(place);
    place.close();
  },
  /** A command that leaves a file: proof that it ran. */
  touch: async ({ folder }, use) => use((name) => ['sh', '-c', `touch '${join(folder, name)}'; echo '[]'`]),
  workspace: async ({ folder, works: _works, ours, touch }, use) => {
    const file = join(folder, 'humdrum.yml');
    writeFileSync(file, text(ours.origin, touch('harmless')));
    await use(file);
  },
});

/** Asks the engine over a port of the page's own, as the page does. */
const ask = (page: Page, path: string, input?: unknown): Promise<unknown> =>
  page.evaluate(
    async (call) =>
      new Promise((answered) => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', ({ data }: MessageEvent<string>) => answered(JSON.parse(data)));
        port1.start();
        window.postMessage({ type: 'humdrum:port' }, window.location.origin, [port2]);
        port1.postMessage(call);
      }),
    JSON.stringify({ i: 'it', p: { u: path, b: { json: input } } }),
  );

const panel = (page: Page) => page.getByRole('alertdialog');

test('a command that changes in the file is asked for anew, marked as new, and not run before', async ({
  page,
  folder,
  workspace,
  ours,
  touch,
}) => {
  const ran = (name: string): boolean => existsSync(join(folder, name));
  await boardIsDrawn(page);
  await expect(panel(page)).toContainText('Do you trust this workspace?');
  await ask(page, '/refresh');
  expect(ran('harmless'), 'before anybody agreed').toBe(false);
  await button(page, 'Trust').click();
  await expect.poll(() => ran('harmless')).toBe(true);
  await expect(panel(page)).toHaveCount(0);

  writeFileSync(workspace ?? '', text(ours.origin, touch('hostile')));
  await expect(panel(page)).toContainText('This workspace asks for something else now');
  await expect(
    panel(page)
      .getByRole('listitem')
      .filter({ hasText: /^new runs sh/ }),
  ).toContainText('hostile');
  await expect(
    panel(page)
      .getByRole('listitem')
      .filter({ hasText: /^no longer runs sh/ }),
  ).toContainText('harmless');
  await expect(panel(page)).toContainText('it runs and reaches nothing until you agree');
  const asked = ours.tokens.length;
  await ask(page, '/refresh');
  expect(ran('hostile'), 'before anybody agreed').toBe(false);
  expect(ours.tokens).toHaveLength(asked);
  await expect(cell(page, 'works', 'live')).toContainText(/trust/i);

  // What was agreed to comes back: nobody is asked.
  writeFileSync(workspace ?? '', text(ours.origin, touch('harmless')));
  await expect(panel(page)).toHaveCount(0);
  expect(ran('hostile')).toBe(false);
  writeFileSync(workspace ?? '', text(ours.origin, touch('hostile')));
  await button(page, 'Trust').click();
  await expect.poll(() => ran('hostile'), 'the trap was armed').toBe(true);
});

test('an endpoint that a teammate swapped gets no token, not even once it is trusted', async ({
  page,
  workspace,
  ours,
  theirs,
  touch,
}) => {
  await boardIsDrawn(page);
  const secret = { name: 'DEPLOY', origin: ours.origin, value: 'hunter2' };
  await ask(page, '/host/secrets/set', secret);
  await button(page, 'Trust').click();
  await expect.poll(() => ours.tokens).toContain('Bearer hunter2');

  writeFileSync(workspace ?? '', readFileSync(workspace ?? '', 'utf8').replaceAll(ours.origin, theirs.origin));
  await expect(
    panel(page)
      .getByRole('listitem')
      .filter({ hasText: /^new asks/ }),
  ).toContainText(`asks ${theirs.origin}, with the secret DEPLOY`);
  await ask(page, '/refresh');
  expect(theirs.tokens, 'before anybody agreed').toEqual([]);

  await button(page, 'Trust').click();
  await cell(page, 'works', 'live').getByRole('button', { name: 'can’t be read' }).click();
  await expect(page.getByRole('dialog')).toContainText('DEPLOY');
  await ask(page, '/refresh');
  expect(theirs.tokens).toEqual([]);
  void touch;
});
