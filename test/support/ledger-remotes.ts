import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeCertificate } from './certificates';
import { serveGitOverHttp, type GitHttpOptions } from './git-http';
import { serveGitOverSsh } from './git-ssh';

export const remoteKinds = ['file', 'https', 'ssh'] as const;
export type RemoteKind = (typeof remoteKinds)[number];

/** A git server of one kind for the repositories below a folder, and what a person needs to reach it. */
export interface RemoteServer {
  readonly url: (repository: string) => string;
  /** Their environment, with a home folder of their own; `config` becomes part of its git configuration. */
  readonly personEnv: (home: string, config?: string) => Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

const writeHome = (home: string, config: string): Readonly<Record<string, string>> => {
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, '.gitconfig'), config);
  return { HOME: home, XDG_CONFIG_HOME: join(home, '.config') };
};

const password = 'tester:a secret of theirs';

/** Signed by nobody, so the person names the certificate; with a password that their credential helper knows. */
const overHttps = async (root: string, folder: string, options: GitHttpOptions): Promise<RemoteServer> => {
  const { key, cert } = makeCertificate(folder, 'IP:127.0.0.1');
  const tls = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  const server = await serveGitOverHttp(root, { ...options, tls, password });
  const at = new URL(server.url(''));
  at.username = 'tester';
  at.password = password.slice(password.indexOf(':') + 1);
  return {
    url: server.url,
    personEnv: (home, config = '') => {
      const env = writeHome(home, `[http]\n\tsslCAInfo = ${cert}\n[credential]\n\thelper = store\n${config}`);
      writeFileSync(join(home, '.git-credentials'), `${at.href}\n`, { mode: 0o600 });
      return env;
    },
    close: server.close,
  };
};

const overSsh = async (root: string, folder: string): Promise<RemoteServer> => {
  const server = await serveGitOverSsh(join(folder, 'ssh'));
  return {
    url: (repository) => server.url(join(root, repository)),
    personEnv: (home, config = '') => ({ ...writeHome(home, config), GIT_SSH_COMMAND: server.command }),
    close: server.close,
  };
};

/** @param folder where the server keeps its keys */
export const serveRemote = async (
  kind: RemoteKind,
  root: string,
  folder: string,
  options: GitHttpOptions = {},
): Promise<RemoteServer> => {
  if (kind === 'https') return overHttps(root, folder, options);
  if (kind === 'ssh') return overSsh(root, folder);
  return {
    url: (repository) => join(root, repository),
    personEnv: (home, config = '') => writeHome(home, config),
    close: async () => undefined,
  };
};
