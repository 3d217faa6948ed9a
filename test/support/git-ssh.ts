import { execFile, spawn } from 'node:child_process';
import { chmod, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from './endpoint-orders';

const run = promisify(execFile);

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (value: boolean) => (): void => {
      socket.destroy();
      resolve(value);
    };
    socket.once('data', end(true));
    socket.once('error', end(false));
    socket.once('close', end(false));
  });

export interface GitSsh {
  readonly port: number;
  /** Files: their private key, and the hosts they know. */
  readonly key: string;
  readonly known: string;
  /** @param through another port, of a proxy in front of it */
  readonly url: (path: string, through?: number) => string;
  /** What a person would have in GIT_SSH_COMMAND: their key and the hosts they know. */
  readonly command: string;
  /** The same with a key that the server does not know, with no known host, and with a host that was known by another key. */
  readonly strangerCommand: string;
  readonly unknownHostCommand: string;
  readonly changedHostCommand: string;
  readonly close: () => Promise<void>;
}

/** A real sshd on a free port of this machine, for the user who runs the tests, with keys of its own. */
export const serveGitOverSsh = async (folder: string): Promise<GitSsh> => {
  const at = (name: string): string => join(folder, name);
  await mkdir(folder, { recursive: true });
  for (const name of ['host', 'user', 'stranger'])
    await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', at(name)]);
  await copyFile(at('user.pub'), at('authorized'));
  await chmod(at('authorized'), 0o600);
  // Only root's sshd needs it, and finds it missing where no service has been started.
  if (userInfo().uid === 0) await mkdir('/run/sshd', { recursive: true });
  const port = await freePort();
  // Whatever the port: a proxy in front of it answers on another.
  await writeFile(at('known'), `[127.0.0.1]:* ${await readFile(at('host.pub'), 'utf8')}`);
  await writeFile(at('outdated'), `[127.0.0.1]:* ${await readFile(at('stranger.pub'), 'utf8')}`);
  await writeFile(at('none'), '');
  await writeFile(
    at('sshd.conf'),
    [
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${at('host')}`,
      `PidFile ${at('pid')}`,
      `AuthorizedKeysFile ${at('authorized')}`,
      'StrictModes no',
      'UsePAM no',
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'PermitRootLogin prohibit-password',
    ].join('\n'),
  );
  const server = spawn('/usr/sbin/sshd', ['-D', '-e', '-f', at('sshd.conf')], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  server.stderr.on('data', (piece: Buffer) => (said += piece.toString()));
  const closed = new Promise<void>((resolve) => server.once('close', () => resolve()));
  while (!(await answers(port))) {
    if (server.exitCode !== null) throw new Error(`sshd: ${said}`);
    await wait(20);
  }
  const command = (key: string, known: string): string =>
    `ssh -F none -i ${at(key)} -o IdentitiesOnly=yes -o IdentityAgent=none -o UserKnownHostsFile=${at(known)} -o GlobalKnownHostsFile=none`;
  return {
    port,
    key: at('user'),
    known: at('known'),
    url: (path, through = port) => `ssh://${userInfo().username}@127.0.0.1:${through}${path}`,
    command: command('user', 'known'),
    strangerCommand: command('stranger', 'known'),
    unknownHostCommand: command('user', 'none'),
    changedHostCommand: command('user', 'outdated'),
    close: async () => {
      server.kill();
      await closed;
    },
  };
};
