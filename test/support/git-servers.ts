import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { test as base, expect } from '@playwright/test';
import type { GitOptions } from '../../main/git/git';
import type { Source } from '../../main/release/git-ports';
import { openLosingProxy, type LosingProxy } from './losing-proxy';
import { serveGitOverNginx } from './git-nginx';
import { componentOf, gitIn, signal } from './git-rig';
import { serveGitOverSsh } from './git-ssh';
import { buildRepository, git, type BuiltRepository, type RepositorySpec } from './repositories';
import { valueOf } from './results';

const run = promisify(execFile);

/** A real git server, and a proxy in front of it that loses answers when told to. */
export interface GitServer {
  /** With the versions that it says itself. */
  readonly system: string;
  readonly url: (name: string) => string;
  /** The environment of somebody who may read and write there. */
  readonly env: NodeJS.ProcessEnv;
  readonly proxy: LosingProxy;
}

export const transports = ['nginx', 'sshd'] as const;

export interface ServersRig {
  readonly folder: string;
  readonly servers: Readonly<Record<(typeof transports)[number], () => Promise<GitServer>>>;
  /** Makes a bare repository on the servers. */
  readonly repository: (name: string, spec: RepositorySpec) => Promise<BuiltRepository>;
  /** The git port of somebody, for a component `catalog` whose repository is at a path of this machine. */
  readonly source: (catalog: string, env: NodeJS.ProcessEnv, more?: Partial<GitOptions>) => Promise<Source>;
}

/** A hook that waits between two files: `NAME-started` is there once it runs, and it goes on once `NAME-go` is. */
export const waitingHook = (folder: string, name: string): string =>
  `echo "-----> Building"\n: >'${folder}/${name}-started'\nwhile [ ! -e '${folder}/${name}-go' ]; do sleep 0.02; done`;

export const hook = async (path: string, name: string, text: string): Promise<void> => {
  await mkdir(join(path, 'hooks'), { recursive: true });
  await writeFile(join(path, 'hooks', name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
};

export const started = (folder: string, name: string): Promise<void> =>
  expect
    .poll(() =>
      readFile(join(folder, `${name}-started`)).then(
        () => true,
        () => false,
      ),
    )
    .toBe(true);
export const letGo = (folder: string, name: string): Promise<void> => writeFile(join(folder, `${name}-go`), '');

export const tipOf = (path: string, branch: string): Promise<string> =>
  git(path, ['for-each-ref', '--format=%(objectname)', `refs/heads/${branch}`]).then((text) => text.trim());

export const test = base.extend<{ rig: ServersRig }>({
  rig: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'humdrum-servers-'));
    const root = join(folder, 'repositories');
    await mkdir(root);
    const closing: (() => Promise<void>)[] = [];
    const version = (await run('git', ['--version'])).stdout.trim().replace('git version', 'git');
    const withProxy = async (port: number): Promise<LosingProxy> => {
      const proxy = await openLosingProxy(port);
      closing.push(proxy.close);
      return proxy;
    };
    const servers: ServersRig['servers'] = {
      nginx: async () => {
        const nginx = await serveGitOverNginx(join(folder, 'nginx'), root);
        closing.push(nginx.close);
        const proxy = await withProxy(nginx.port);
        const home = join(folder, 'ada');
        await mkdir(home);
        await writeFile(join(home, '.netrc'), 'machine 127.0.0.1 login ada password secret\n', { mode: 0o600 });
        const env = { PATH: process.env['PATH'], HOME: home };
        return { system: `${nginx.version} with ${version}`, url: (name) => nginx.url(name, proxy.port), env, proxy };
      },
      sshd: async () => {
        const ssh = await serveGitOverSsh(join(folder, 'ssh'));
        closing.push(ssh.close);
        const proxy = await withProxy(ssh.port);
        const said = (await run('ssh', ['-V'])).stderr.split(/[ ,]/)[0]?.replace('_', ' ') ?? '?';
        const env = { PATH: process.env['PATH'], HOME: folder, GIT_SSH_COMMAND: ssh.command };
        return {
          system: `${said} with ${version}`,
          url: (name) => ssh.url(join(root, name), proxy.port),
          env,
          proxy,
        };
      },
    };
    await use({
      folder,
      servers,
      repository: async (name, spec) => {
        const built = await buildRepository(join(root, name), spec);
        await git(built.path, ['config', 'http.receivepack', 'true']);
        return built;
      },
      source: async (catalog, env, more = {}) => {
        const component = componentOf(catalog);
        const options = { env, componentOf: () => component, ...more };
        const port = gitIn(await mkdtemp(join(folder, 'person-')), options);
        valueOf(await port.mirrors.refresh(component, signal));
        return port.source;
      },
    });
    for (const close of closing.reverse()) await close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },
});

export { expect } from '@playwright/test';
