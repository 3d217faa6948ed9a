import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/** How this person signs, and whose signatures they know. */
export interface SigningSetup {
  /** `user.signingkey`: a file or a key; null where the person does not sign with SSH. */
  readonly key: string | null;
  /** `gpg.ssh.allowedSignersFile`, absolute; null where the person names none. */
  readonly allowedFile: string | null;
  /** `gpg.ssh.program`, for keys that live in a password manager; null for git's own choice. */
  readonly program: string | null;
}

export const noSigning: SigningSetup = { key: null, allowedFile: null, program: null };

// The person's global file only, read outside any repository: what a repository says is never asked.
const globalConfig = (env: NodeJS.ProcessEnv, args: readonly string[]): Promise<string> =>
  new Promise((resolve) => {
    const { GIT_DIR: _dir, GIT_CONFIG_GLOBAL: _global, ...rest } = env;
    const own = { ...rest, GIT_CONFIG_NOSYSTEM: '1' };
    const call = ['config', '--global', '--includes', ...args];
    execFile('git', call, { env: own, cwd: '/', timeout: 5000, windowsHide: true }, (_error, stdout) =>
      resolve(stdout),
    );
  });

const wanted = '^(gpg\\.format|user\\.signingkey|gpg\\.ssh\\.program)$';

export const readSigningSetup = async (env: NodeJS.ProcessEnv = process.env): Promise<SigningSetup> => {
  const [text, allowed] = await Promise.all([
    globalConfig(env, ['-z', '--get-regexp', wanted]),
    globalConfig(env, ['--type=path', '--get', 'gpg.ssh.allowedSignersFile']),
  ]);
  const values = new Map(
    text.split('\0').map((pair) => [pair.slice(0, pair.indexOf('\n')), pair.slice(pair.indexOf('\n') + 1)] as const),
  );
  return {
    key: values.get('gpg.format') === 'ssh' ? values.get('user.signingkey') || null : null,
    allowedFile: allowed.trim() || null,
    program: values.get('gpg.ssh.program') || null,
  };
};

/** The file's contents; empty where there is none, which makes everybody a stranger. */
export const readAllowed = async ({ allowedFile }: SigningSetup): Promise<string> =>
  allowedFile === null ? '' : readFile(allowedFile, 'utf8').catch(() => '');
