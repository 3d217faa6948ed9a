import { spawn } from 'node:child_process';
import { gitEnvironment, type UserAccess } from './environment';

// Read from the user's global file only, never from a repository. `credential.<url>.helper` is what `gh auth setup-git` writes.
const wanted = '^(credential\\.(.*\\.)?(helper|username|usehttppath)|core\\.sshcommand)$';

const globalConfig = (env: NodeJS.ProcessEnv): Promise<string> =>
  new Promise((resolve) => {
    const own = gitEnvironment(env, '/dev/null', null, null);
    delete own['GIT_CONFIG_GLOBAL'];
    const child = spawn('git', ['config', '--global', '--includes', '-z', '--get-regexp', wanted], {
      env: own,
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 5000,
    });
    let text = '';
    child.stdout.on('data', (piece: Buffer) => (text += piece.toString('utf8')));
    child.once('error', () => resolve(''));
    child.once('close', () => resolve(text));
  });

/**
 * How the user reaches remotes without being asked: the credential helpers of their global configuration, and their ssh
 * command (GIT_SSH_COMMAND, else core.sshCommand, else ssh). Helpers of a mirror or a system file do not count.
 */
export const readUserAccess = async (env: NodeJS.ProcessEnv): Promise<UserAccess> => {
  const entries = (await globalConfig(env))
    .split('\0')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const end = entry.indexOf('\n');
      return end < 0 ? { key: entry, value: '' } : { key: entry.slice(0, end), value: entry.slice(end + 1) };
    });
  const isSsh = (key: string): boolean => key.toLowerCase() === 'core.sshcommand';
  return {
    // `-c` splits at the first `=`: a key that holds one cannot be handed on.
    helpers: entries.filter((e) => !isSsh(e.key) && !e.key.includes('=')).map((e) => `${e.key}=${e.value}`),
    sshCommand: env['GIT_SSH_COMMAND'] ?? entries.filter((e) => isSsh(e.key)).at(-1)?.value ?? 'ssh',
  };
};
