import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { DeploymentEvent, Ending } from '../../contract/deployment';
import type { ComponentView, Snapshot, SnapshotUpdate } from '../../contract/snapshot';
import { bundleProcess } from './bundle-process';
import { endProcessesOf } from './app-processes';

const main = (path: string): string => join(__dirname, '../../main', path);

interface Said {
  readonly ready?: true;
  readonly id?: number;
  readonly value?: unknown;
  readonly event?: unknown;
  readonly end?: true;
  readonly error?: string;
}

export interface EngineChild {
  readonly child: ChildProcess;
  /** The pid of node itself, whatever stands before it on the command line. */
  readonly call: <T>(name: string, input?: unknown) => Promise<T>;
  /** A promote, rollback or redeploy, to its end; `hear` gets each event as it comes. */
  readonly act: (name: string, input: unknown, hear?: (event: DeploymentEvent) => void) => Promise<Ending>;
  /** Waits until the board is as asked for. */
  readonly board: (holds: (board: Board) => boolean) => Promise<Board>;
  readonly stderr: () => string;
  readonly close: () => Promise<void>;
}

export interface Board {
  readonly header: Omit<Snapshot, 'components'>;
  readonly components: ReadonlyMap<string, ComponentView>;
}

export interface EngineOptions {
  readonly data: string;
  readonly file: string;
  /** Stands before node on the command line: strace, faketime, a shell that mounts. */
  readonly wrap?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the real engine as a process of its own. */
export const startEngine = async ({ data, file, wrap = [], env = {} }: EngineOptions): Promise<EngineChild> => {
  const scripts = await Promise.all(
    [
      join(__dirname, 'engine-process.ts'),
      main('endpoints/local/supervisor-process.ts'),
      main('workspace/parse-process.ts'),
      main('git/starter-process.ts'),
    ].map((entry) => bundleProcess(entry)),
  );
  const [script = '', ...others] = scripts;
  const [program = process.execPath, ...args] = [...wrap, process.execPath, script, data, file, ...others];
  const child = spawn(program, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, HUMDRUM_TEST_DATA: data, ...env },
  });
  let stderr = '';
  child.stderr.on('data', (piece: Buffer) => (stderr += piece.toString()));
  child.stdin.on('error', () => undefined); // It may be killed at any time.
  const ended = once(child, 'close');
  const hearing = new Map<number, (said: Said) => void>();
  let last = 0;
  const ready = new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said = JSON.parse(line) as Said; // as: engine-process.ts writes nothing else
      if (said.ready) resolve();
      else if (said.id !== undefined) hearing.get(said.id)?.(said);
    });
    void ended.then(() => reject(new Error(`the engine ended: ${stderr}`)));
  });
  const ask = (name: string, input: unknown, hear: (said: Said) => void): void => {
    const id = (last += 1);
    hearing.set(id, hear);
    child.stdin.write(`${JSON.stringify({ id, call: name, input })}\n`);
  };
  await ready;

  const components = new Map<string, ComponentView>();
  let board: Board | null = null;
  const looking = new Set<() => void>();
  ask('snapshot', undefined, ({ event }) => {
    const update = event as SnapshotUpdate; // as: the snapshot's stream says nothing else
    for (const component of update.changed) components.set(component.name, component);
    board = { header: update.header, components: new Map(components) };
    for (const look of looking) look();
  });

  const act: EngineChild['act'] = (name, input, hear = () => undefined) =>
    new Promise((resolve, reject) =>
      ask(name, input, ({ event, error }) => {
        if (error !== undefined) return reject(new Error(error));
        if (event === undefined) return;
        const happened = event as DeploymentEvent; // as: the streams of acts say nothing else
        hear(happened);
        if (happened.type === 'ended') resolve(happened.ending);
      }),
    );
  return {
    child,
    act,
    call: <T>(name: string, input?: unknown) =>
      new Promise<T>((resolve, reject) =>
        ask(name, input, ({ value, error }) => {
          if (error === undefined) resolve(value as T); // as: the caller names what the contract says of the call
          else reject(new Error(error));
        }),
      ),
    board: (holds) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (board === null || !holds(board)) return;
          looking.delete(look);
          resolve(board);
        };
        looking.add(look);
        look();
      }),
    stderr: () => stderr,
    close: async () => {
      child.stdin.write('close\n');
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 5000).unref())]);
      endProcessesOf(data);
      await ended;
    },
  };
};
