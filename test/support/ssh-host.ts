import { appendFile, chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import type { Commit } from '../../contract/commit';
import { test as base } from './command-rig';
import { serveGitOverSsh } from './git-ssh';
import { openLosingProxy, type LosingProxy } from './losing-proxy';
import { buildRepository, type FileSpec } from './repositories';

export interface SshHost {
  /** Of the connection that `proxy` can cut. */
  readonly port: number;
  readonly proxy: LosingProxy;
  readonly user: string;
  /** Files: the private key and the known hosts. */
  readonly key: string;
  readonly known: string;
  /** What a person would have in GIT_SSH_COMMAND. */
  readonly command: string;
  /** A folder on the “server”. */
  readonly folder: string;
  readonly repository: string;
  readonly older: Commit;
  readonly newer: Commit;
  /** Writes files into the workspace's folder; a name below `bin/` can be run. */
  readonly write: (files: Readonly<Record<string, string>>) => Promise<void>;
  /** A file on the server; null: it is not there. */
  readonly read: (name: string) => Promise<string | null>;
  readonly make: (name: string) => Promise<void>;
}

/** What stands in the repository that is deployed, at each commit. */
export type AppFiles = Readonly<Record<'one' | 'two', Readonly<Record<string, FileSpec>>>>;

/** @param workspace the folder of the workspace file, which commands run in. @param folder its own */
export const startSshHost = async (workspace: string, folder: string, files: AppFiles) => {
  const ssh = await serveGitOverSsh(join(folder, 'ssh'));
  const proxy = await openLosingProxy(ssh.port);
  const line = await readFile(ssh.known, 'utf8');
  // Net::SSH, which Capistrano goes by, knows no pattern for a port.
  await appendFile(ssh.known, line.replace(':* ', `:${proxy.port} `));
  const server = join(folder, 'server');
  await mkdir(server);
  const commits = Object.entries(files).map(([name, files]) => ({ name, files }));
  const built = await buildRepository(join(folder, 'app.git'), { commits, tags: { v1: 'one', v2: 'two' } });
  const host: SshHost = {
    port: proxy.port,
    proxy,
    user: userInfo().username,
    key: ssh.key,
    known: ssh.known,
    command: ssh.command,
    folder: server,
    repository: built.path,
    older: built.id('one'),
    newer: built.id('two'),
    write: async (texts) => {
      for (const [name, text] of Object.entries(texts)) {
        const file = join(workspace, name);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, text);
        if (name.startsWith('bin/')) await chmod(file, 0o755);
      }
    },
    read: (name) => readFile(join(server, name), 'utf8').catch(() => null),
    make: (name) => writeFile(join(server, name), ''),
  };
  const options = `-F none -i ${host.key} -o UserKnownHostsFile=${host.known} -o BatchMode=yes -o ConnectTimeout=5`;
  await host.write({ 'bin/there': `#!/bin/sh\nexec ssh ${options} -p ${host.port} ${host.user}@127.0.0.1 "$@"\n` });
  return { host, close: async () => (await proxy.close(), ssh.close()) };
};

/** A machine that is deployed to over ssh: a real sshd, behind a proxy that can cut its connections. */
export const test = base.extend<{ app: AppFiles; host: SshHost }>({
  app: [{ one: { version: 'one\n' }, two: { version: 'two\n' } }, { option: true }],
  host: async ({ command, app }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'humdrum-host-'));
    const { host, close } = await startSshHost(command.folder, folder, app);
    await use(host);
    await close();
    await rm(folder, { recursive: true, force: true });
  },
});
