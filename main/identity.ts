import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import type { Person } from '../contract/commit';
import type { Identity } from './release/ports';

/** One value of the person's own git configuration, read outside any repository; empty where there is none. */
const gitConfig = async (key: string): Promise<string> =>
  new Promise((resolve) => {
    execFile('git', ['config', '--global', '--get', key], { cwd: '/', timeout: 5000 }, (_error, stdout) =>
      resolve(stdout.trim()),
    );
  });

/** Who acts: the person of the settings, else git's, else the account on this machine. */
export const whoAmI = async (settings: Person | null): Promise<Person> => {
  if (settings) return settings;
  const [name, email] = await Promise.all([gitConfig('user.name'), gitConfig('user.email')]);
  const account = userInfo().username;
  return { name: name || account, email: email || `${account}@${hostname()}` };
};

export const createIdentity = (me: Person): Identity => ({
  me,
  machine: hostname(),
  uuid: () => randomUUID(),
  sha256: (text) => createHash('sha256').update(text).digest('hex'),
});
