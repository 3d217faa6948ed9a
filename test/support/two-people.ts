import { execFile, execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ElectronApplication, Page } from '@playwright/test';
import { expect, launchApp, test as base, watchPage } from './app';
import { endProcessesOf } from './app-processes';
import { serveRemote, type RemoteKind } from './ledger-remotes';
import { buildRepository } from './repositories';
import { openHeldEndpoint, type HeldEndpoint } from './two-people-endpoint';

/** Somebody with a home folder, a data folder, a clone of the workspace's repository and an app of their own. */
export interface Someone {
  readonly name: string;
  readonly email: string;
  readonly page: Page;
}

interface Scene {
  remote: RemoteKind;
  folder: string;
  endpoint: HeldEndpoint;
  /** Where the team's repository really is: nobody in the test but git reads it. */
  team: { readonly path: string; readonly candidate: string; readonly people: readonly [Someone, Someone] };
}

const workspaceText = (shop: string, { origin }: HeldEndpoint): string => `humdrum: 1
name: Corner shop
stages:
  - name: live
environments:
  live:
    endpoint:
      kind: http
      deploy: { url: '${origin}/deploy', json: { commit: '\${candidate.commit}' } }
      observe: { url: '${origin}/version', commit: /commit }
components:
  - { name: shop, repository: '${shop}' }
`;

const shopOf = (root: string) =>
  buildRepository(join(root, 'shop.git'), {
    commits: [
      { name: 'one', files: { a: '1' } },
      { name: 'two', files: { a: '2' } },
    ],
  });

/** A key of their own, which everybody knows to be theirs. */
const signingConfig = (home: string, email: string, allowed: string): string => {
  mkdirSync(home, { recursive: true });
  const key = join(home, 'signing');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key]);
  appendFileSync(allowed, `${email} ${readFileSync(`${key}.pub`, 'utf8')}`);
  return `\tsigningkey = ~/signing\n[gpg]\n\tformat = ssh\n[gpg "ssh"]\n\tallowedSignersFile = ${allowed}\n`;
};

/** Two people with one workspace on one remote, each in front of an app of their own. */
export const test = base.extend<Scene>({
  remote: ['https', { option: true }],
  folder: async ({}, use) => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'humdrum-people-')));
    mkdirSync(join(folder, 'served'));
    await use(folder);
    endProcessesOf(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  endpoint: async ({ folder }, use) => {
    const { id } = await shopOf(join(folder, 'served'));
    const endpoint = await openHeldEndpoint(id('one'));
    await use(endpoint);
    endpoint.close();
  },
  team: async ({ folder, endpoint, remote }, use) => {
    const root = join(folder, 'served');
    const served = await serveRemote(remote, root, folder);
    const text = workspaceText(served.url('shop.git'), endpoint);
    await buildRepository(join(root, 'releases.git'), { commits: [{ name: 'one', files: { 'humdrum.yml': text } }] });
    const candidate = execFileSync('git', [`--git-dir=${join(root, 'shop.git')}`, 'rev-parse', 'main'], {
      encoding: 'utf8',
    });

    const apps: { readonly app: ElectronApplication; readonly problems: readonly string[] }[] = [];
    const sitDown = async (name: string): Promise<Someone> => {
      const at = (what: string): string => join(folder, name, what);
      const email = `${name.toLowerCase()}@shop.example`;
      const config = `[user]\n\tname = ${name} Example\n\temail = ${email}\n`;
      const env = served.personEnv(at('home'), `${config}${signingConfig(at('home'), email, join(folder, 'allowed'))}`);
      // Not synchronously: the server is in this process.
      await promisify(execFile)('git', ['clone', '--quiet', served.url('releases.git'), at('releases')], {
        env: { PATH: process.env['PATH'], GIT_TERMINAL_PROMPT: '0', ...env },
      });
      const args = ['--workspace', join(at('releases'), 'humdrum.yml')];
      const app = await launchApp({ data: at('data'), args, env });
      apps.push({ app, problems: watchPage(app) });
      return { name, email, page: await app.firstWindow() };
    };
    const people = [await sitDown('Ada'), await sitDown('Bea')] as const;
    await use({ path: join(root, 'releases.git'), candidate: candidate.trim(), people });
    for (const { app, problems } of apps) {
      await app.close();
      expect(problems).toEqual([]);
    }
    await served.close();
  },
});

export { expect };
