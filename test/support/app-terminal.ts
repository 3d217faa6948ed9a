import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { demoOf } from './app-board';
import { checkout } from './app-runtime';
import { testBlock } from './demo-shop';

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

interface Started {
  readonly program: ChildProcess;
  readonly said: Promise<Said>;
}

/** Starts the built terminal program, as `npm run humdrum -- …` does. @param extra goes over its environment */
export const startHumdrum = (data: string, extra: NodeJS.ProcessEnv, ...args: readonly string[]): Started => {
  const env = { ...process.env, HUMDRUM_DATA: data, ...extra, NO_COLOR: '1' };
  const cli = join(checkout, 'dist', 'main', 'cli.cjs');
  let ended: (said: Said) => void;
  const said = new Promise<Said>((resolve) => (ended = resolve));
  const program = execFile(process.execPath, [cli, ...args], { env, maxBuffer: 64 << 20 }, (error, out, err) =>
    ended({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err }),
  );
  return { program, said };
};

/** Runs it to its end. */
export const humdrum = async (data: string, ...args: readonly string[]): Promise<Said> =>
  startHumdrum(data, args[0] === 'demo' ? { HUMDRUM_DEMO_PORT: String(await testBlock()) } : {}, ...args).said;

/**
 * Runs it at a terminal of its own, made by script(1): what it says on either channel comes as one text.
 * `type` waits for a text and answers it.
 */
export const atTerminal = (data: string, ...args: readonly string[]) => {
  const cli = join(checkout, 'dist', 'main', 'cli.cjs');
  const command = [process.execPath, cli, ...args].map((word) => `'${word}'`).join(' ');
  const env = { ...process.env, HUMDRUM_DATA: data, NO_COLOR: '1' };
  const program = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], { env });
  let out = '';
  let heard = (): void => undefined;
  program.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    heard();
  });
  const said = new Promise<{ readonly code: number; readonly out: string }>((resolve) =>
    program.once('close', (code) => resolve({ code: code ?? -1, out })),
  );
  const type = async (after: string, text: string): Promise<void> => {
    await new Promise<void>((resolve) => {
      heard = () => (out.includes(after) ? resolve() : undefined);
      heard();
      program.once('close', () => resolve());
    });
    program.stdin.write(text);
  };
  return { said, type };
};

/** The workspace file of the demo. */
export const demoFile = (data: string): string => join(demoOf(data), 'humdrum.yml');

/** Runs it to its end on the demo. */
export const onDemo = (data: string, ...words: readonly string[]): Promise<Said> =>
  humdrum(data, ...words, '--workspace', demoFile(data));

/** What git itself answers in the mirror of a component: changes of `from..to`, by the definition. */
export const gitCounts = (data: string, component: string, from: string | null, to: string): number => {
  const mirrors = join(data, 'mirrors');
  const mirror = readdirSync(mirrors).find((name) => name.startsWith(`${component}-`) && name.endsWith('.git'));
  if (mirror === undefined) throw new Error(`no mirror of ${component} in ${mirrors}`);
  const range = from === null ? to : `${from}..${to}`;
  const args = ['--git-dir', join(mirrors, mirror), 'rev-list', '--count', '--no-merges', '--full-history', range];
  return Number(execFileSync('git', args, { encoding: 'utf8' }));
};
