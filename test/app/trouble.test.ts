import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boardIsDrawn, expect, test as base } from '../support/app';
import { button, cell } from '../support/app-board';
import { buildRepository, git } from '../support/repositories';

// A workspace in which one thing works and everything else is in trouble of another kind.

const listen = (server: Server): Promise<number> =>
  // as: a server that listens on a port has an address of that kind
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));

interface Servers {
  readonly hangs: number;
  readonly html: number;
  readonly password: number;
}

const workspaceText = ({ hangs, html, password }: Servers): string => `humdrum: 1
name: Trouble
stages:
  - name: live
environments:
  live: { endpoint: { kind: git-branch, branch: live } }
components:
  - { name: works, repository: ./works.git }
  - { name: missing, repository: ./nowhere.git }
  - { name: empty, repository: ./empty.git }
  - { name: password, repository: 'http://127.0.0.1:${password}/shop.git' }
${[
  ['refuses', 9],
  ['hangs', hangs],
  ['html', html],
]
  .map(
    ([name, port]) => `  - name: ${name}
    repository: ./works.git
    environments: { live: { endpoint: { kind: http, deploy: { url: 'http://127.0.0.1:${port}/' }, observe: { url: 'http://127.0.0.1:${port}/version', commit: /commit } } } }
`,
  )
  .join('')}`;

const test = base.extend<{ folder: string }>({
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'humdrum-trouble-'));
    await buildRepository(join(folder, 'works.git'), {
      commits: [
        { name: 'one', files: { a: '1' } },
        { name: 'two', files: { a: '2' } },
      ],
      branches: { main: 'two', live: 'one' },
    });
    mkdirSync(join(folder, 'empty.git'));
    await git(join(folder, 'empty.git'), ['init', '--quiet', '--bare', '--initial-branch=main', '.']);
    const hangs = createServer(() => undefined);
    const html = createServer((_request, answer) =>
      answer.setHeader('content-type', 'text/html').end('<h1>Welcome to nginx!</h1>'),
    );
    const password = createServer((_request, answer) =>
      answer.writeHead(401, { 'www-authenticate': 'Basic realm="shop"' }).end(),
    );
    const servers = { hangs: await listen(hangs), html: await listen(html), password: await listen(password) };
    writeFileSync(join(folder, 'humdrum.yml'), workspaceText(servers));
    await use(folder);
    for (const server of [hangs, html, password]) {
      server.closeAllConnections();
      server.close();
    }
    rmSync(folder, { recursive: true, force: true });
  },
  workspace: async ({ folder }, use) => use(join(folder, 'humdrum.yml')),
});

test('nothing is reached before the workspace is trusted; then each trouble is said where it is, and the rest works', async ({
  page,
}) => {
  await boardIsDrawn(page);
  await expect(page.getByRole('alertdialog')).toContainText('moves the branch live');
  await expect(cell(page, 'works', 'live')).toContainText(/trust/i);
  await button(page, 'Trust').click();

  await expect(button(page, 'Promote works to live')).toContainText('Promote 1', { timeout: 30_000 });
  const row = (name: string) => page.getByRole('row', { name, exact: true });
  await expect(row('missing')).toContainText('The repository is not there');
  await expect(row('empty')).toContainText('The repository is empty');
  await expect(row('password')).toContainText('The repository asks for a password');
  for (const [name, title] of [
    ['refuses', 'The endpoint can’t be reached'],
    ['html', 'The endpoint’s answer makes no sense'],
    ['hangs', 'The endpoint does not answer'],
  ] as const) {
    await cell(page, name, 'live').getByRole('button', { name: 'can’t be read' }).click({ timeout: 30_000 });
    await expect(page.getByRole('dialog')).toContainText(title);
    await page.keyboard.press('Escape');
  }

  await button(page, 'Promote works to live').click();
  await expect(button(page, 'Promote works to live')).toContainText(/up to date/i, { timeout: 30_000 });
});

test('a workspace file with a mistake names line, column and the nearest key, and is read again when it is mended', async ({
  page,
  folder,
}) => {
  await boardIsDrawn(page);
  const file = join(folder, 'humdrum.yml');
  writeFileSync(
    file,
    `humdrum: 1\nname: Trouble\nstages:\n  - name: live\n    protectd: true\nenvironments: {}\ncomponents: []\n`,
  );
  const notice = page.getByRole('alert').filter({ hasText: 'The workspace file has mistakes' });
  await expect(notice).toContainText('5');
  await expect(notice).toContainText('protected');
  writeFileSync(
    file,
    `humdrum: 1\nname: Mended\nstages:\n  - name: live\nenvironments:\n  live: { endpoint: { kind: git-branch, branch: live } }\ncomponents:\n  - { name: works, repository: ./works.git }\n`,
  );
  await expect(page).toHaveTitle('Mended · Humdrum');
  await expect(notice).toHaveCount(0);
});
