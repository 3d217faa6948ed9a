import { fork, type ChildProcess } from 'node:child_process';
import type { FromStarter, ToStarter } from './starter-messages';
import { onAbort } from './on-abort';
import type { Ended, GitHooks, StartGit } from './start-git';

interface Waiting {
  readonly hooks: GitHooks;
  readonly settle: (ended: Ended) => void;
}

export interface GitStarter {
  readonly start: StartGit;
  /** Ends the starter, and with it every git it started. */
  readonly close: () => void;
}

const gone: Ended = {
  how: 'exited',
  code: 128,
  stdout: Buffer.alloc(0),
  stderr: 'the process that starts git ended',
  ms: 0,
};

/**
 * Starts git through a small process, so that a large one is not held up at every start. The starter starts now, and again
 * with the first call after it died; what it was doing then is answered as failed.
 * @param script absolute path of the built `starter-process.ts`
 */
export const createGitStarter = (script: string): GitStarter => {
  let running: { readonly child: ChildProcess; readonly asked: Map<number, Waiting> } | null = null;
  let last = 0;

  const begin = () => {
    const child = fork(script, [], {
      env: { PATH: process.env['PATH'] ?? '', ELECTRON_RUN_AS_NODE: '1' },
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const asked = new Map<number, Waiting>();
    const begun = { child, asked };
    child.on('message', (message: FromStarter) => {
      const one = asked.get(message.id);
      if (message.type === 'started') one?.hooks.onStart?.();
      else if (message.type === 'output') one?.hooks.onOutput?.(Buffer.from(message.piece));
      else {
        asked.delete(message.id);
        const { ended } = message;
        // A structured clone of a Buffer is a Uint8Array.
        one?.settle('stdout' in ended ? { ...ended, stdout: Buffer.from(ended.stdout) } : ended);
      }
    });
    const lost = (): void => {
      if (running === begun) running = null;
      for (const one of asked.values()) one.settle(gone);
      asked.clear();
    };
    child.once('exit', lost);
    child.once('error', lost);
    return begun;
  };

  running = begin();
  const start: StartGit = (order, hooks, signal) =>
    new Promise((resolve) => {
      if (running?.child.connected !== true) running = begin();
      const { child, asked } = running;
      const id = (last += 1);
      const send = (message: ToStarter): void => void child.send(message, () => undefined);
      const undo = onAbort(signal, () => send({ type: 'cancel', id }));
      asked.set(id, {
        hooks,
        settle: (ended) => {
          undo();
          resolve(ended);
        },
      });
      send({ type: 'start', id, order, streams: hooks.onOutput !== undefined });
      if (signal.aborted) send({ type: 'cancel', id });
    });

  return {
    start,
    close: () => {
      if (running?.child.connected) running.child.disconnect();
    },
  };
};
