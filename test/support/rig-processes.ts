import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { saidIn, type Said } from './rig-lines';
import type { Told } from './rig-session';

/** The endpoint's process: it serves every world of a run, and notes down what it got. */
export interface EndpointProcess {
  readonly origin: string;
  /** A file for each world. */
  readonly folder: string;
  readonly stop: () => Promise<void>;
}

export const startEndpoint = async (script: string, folder: string): Promise<EndpointProcess> => {
  const child = spawn(process.execPath, [script, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [port] = (await once(child.stdout, 'data')) as [Buffer]; // as: it says its port first
  const ended = once(child, 'close');
  return {
    origin: `http://127.0.0.1:${port.toString().trim()}`,
    folder,
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
};

/** The operator's programme, and how this life is run. */
export interface LifeOptions {
  readonly script: string;
  /** Stands before node on the command line. */
  readonly wrap?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Called as soon as the process has said this, at first that it has opened its journal; it may kill it. */
  readonly at?: string;
  readonly onReady?: (child: ChildProcess) => void;
  /** A life that takes longer is ended, and counts as unfinished. */
  readonly mostMs?: number;
}

/** What came of one life of an operator. */
export interface Life {
  readonly said: readonly Said[];
  readonly killed: boolean;
  /** It took too long, and was ended for that. */
  readonly late: boolean;
  readonly ms: number;
}

/** Starts an operator and waits for its end. */
export const live = async (told: Omit<Told, 'started'>, options: LifeOptions): Promise<Life> => {
  const started = Date.now();
  const words = JSON.stringify({ ...told, started } satisfies Told);
  const line = [...(options.wrap ?? []), process.execPath, options.script, words];
  const child = spawn(line[0] ?? '', line.slice(1), {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...options.env },
  });
  let text = '';
  let ready = false;
  let late = false;
  child.stdout.on('data', (piece: Buffer) => {
    text += piece.toString();
    if (ready || !text.includes(options.at ?? '"ready"')) return;
    ready = true;
    options.onReady?.(child);
  });
  const deadline = setTimeout(() => {
    late = true;
    child.kill('SIGKILL');
  }, options.mostMs ?? 30_000);
  // as: what the event of a child's end carries
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  clearTimeout(deadline);
  if (code !== 0 && signal === null) throw new Error(`an operator ended with ${code}; it had said: ${text}`);
  return { said: saidIn(text), killed: signal !== null, late, ms: Date.now() - started };
};

/** The process and what it started, down to git's own children: none of them is in its group. */
export const familyOf = (pid: number): readonly number[] => {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    return [pid, ...children.split(' ').filter(Boolean).map(Number).flatMap(familyOf)];
  } catch {
    return [pid];
  }
};

export const killAll = (pids: readonly number[]): void => {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself.
    }
  }
};
