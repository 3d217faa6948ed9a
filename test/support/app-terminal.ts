import { execFile, execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from './app-runtime';
import { testBlock } from './demo-shop';

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the built terminal program, as `npm run humdrum -- …` does. */
export const humdrum = async (data: string, ...args: readonly string[]): Promise<Said> => {
  const port = args[0] === 'demo' ? { HUMDRUM_DEMO_PORT: String(await testBlock()) } : {};
  return new Promise((resolve) => {
    const cli = join(checkout, 'dist', 'main', 'cli.cjs');
    const env = { ...process.env, HUMDRUM_DATA: data, ...port, NO_COLOR: '1' };
    execFile(process.execPath, [cli, ...args], { env, maxBuffer: 64 << 20 }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err }),
    );
  });
};

/** What git itself answers in the mirror of a component: changes of `from..to`, by the definition. */
export const gitCounts = (data: string, component: string, from: string | null, to: string): number => {
  const mirrors = join(data, 'mirrors');
  const mirror = readdirSync(mirrors).find((name) => name.startsWith(`${component}-`) && name.endsWith('.git'));
  if (mirror === undefined) throw new Error(`no mirror of ${component} in ${mirrors}`);
  const range = from === null ? to : `${from}..${to}`;
  const args = ['--git-dir', join(mirrors, mirror), 'rev-list', '--count', '--no-merges', '--full-history', range];
  return Number(execFileSync('git', args, { encoding: 'utf8' }));
};
