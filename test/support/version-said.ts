import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** What a program says of its own version: the first number with a dot in it. */
export const versionSaid = async (program: string, ...args: readonly string[]): Promise<string> => {
  const { stdout, stderr } = await promisify(execFile)(program, args.length === 0 ? ['--version'] : [...args]);
  const version = /\d+\.\d+(?:\.\d+)?\S*/.exec(stdout + stderr)?.[0];
  if (version === undefined) throw new Error(`${program} does not say its version: ${stdout}${stderr}`);
  return version.replace(/[)\]]+$/, '');
};
