import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { endGroup } from '../../main/processes/process-group';

export interface RealServer {
  /** What it has said so far. */
  readonly said: () => string;
  readonly close: () => Promise<void>;
}

/** Somebody else's server, in a process group of its own, once `ready` says that it answers. It is ended whole. */
export const startServer = async (
  command: readonly string[],
  env: Readonly<Record<string, string>>,
  ready: () => Promise<boolean>,
): Promise<RealServer> => {
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (said += piece.toString()));
  const failures: Error[] = [];
  child.once('error', (error) => failures.push(error));
  const close = async (): Promise<void> => {
    if (child.pid !== undefined) await endGroup(child.pid);
  };
  const until = performance.now() + 60_000;
  while (!(await ready().catch(() => false))) {
    if (failures.length > 0 || child.exitCode !== null || performance.now() > until) {
      await close();
      throw new Error(`${program} does not run: ${failures[0]?.message ?? said}`);
    }
    await sleep(50);
  }
  return { said: () => said, close };
};
