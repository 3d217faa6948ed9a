import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { bundleProcess } from './bundle-process';

export interface Child {
  readonly child: ChildProcess;
  readonly said: () => string;
  /** Waits until it has said the text, or has ended. */
  readonly says: (text: string) => Promise<void>;
  /** kill -9, and waits for its end. */
  readonly kill: () => Promise<void>;
  readonly ended: Promise<unknown>;
}

/** Starts `test/support/<name>.ts` as a process. `wrap` stands before node on the command line. */
export const startChild = async (
  name: string,
  args: readonly string[],
  wrap: readonly string[] = [],
): Promise<Child> => {
  const script = await bundleProcess(join(__dirname, `${name}.ts`));
  const [command = process.execPath, ...rest] = [...wrap, process.execPath, script, ...args];
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (piece: Buffer) => (said += piece.toString()));
  const ended = once(child, 'close');
  return {
    child,
    ended,
    said: () => said,
    says: async (text) => {
      while (!said.includes(text) && child.exitCode === null && child.signalCode === null) {
        await Promise.race([once(child.stdout, 'data'), ended]);
      }
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
};

/** The lines that begin with the word, without it. */
export const linesOf = (said: string, word: string): readonly string[] =>
  said
    .split('\n')
    .filter((line) => line.startsWith(`${word} `))
    .map((line) => line.slice(word.length + 1));
