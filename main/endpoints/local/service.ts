import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fill } from '../../../contract/placeholders';
import { endGroup } from '../../processes/process-group';
import { identify, isAlive, type ProcessIdentity } from '../../processes/process-identity';
import { withLog } from './output-log';
import type { Release } from './protocol';

/** A running process of a release, started by this supervisor or adopted from the one before. */
export interface Service {
  readonly release: Release;
  readonly process: ProcessIdentity;
  readonly port: number;
  /** How it ended, in words. */
  readonly ended: Promise<string>;
  /** Ends the whole group, within 4 s. */
  stop(): Promise<void>;
}

const watchEveryMs = 250;

/** The marker by which a process is found that was started but never written down. HUMDRUM_RELEASE beside it tells whose it is. */
export const marker = 'HUMDRUM_ORDER';

/** A second stop must not signal: the number may be somebody else's by then. */
const once = (work: () => Promise<void>): (() => Promise<void>) => {
  let result: Promise<void> | undefined;
  return () => (result ??= work());
};

export const treeOf = (folder: string): string => join(folder, 'tree');

/** Starts a release on `port`; or why it can't be. It need not listen yet. */
export const startService = (release: Release, port: number): Promise<Service | string> => {
  const text = (template: string): string => fill(template, { port: String(port) });
  const [program = '', ...args] = release.run.map(text);
  const given = Object.fromEntries(Object.entries(release.env).map(([name, value]) => [name, text(value)]));
  return new Promise((resolve) => {
    try {
      const child = withLog(release.folder, (log) =>
        spawn(program, args, {
          cwd: treeOf(release.folder),
          env: { ...given, PORT: String(port), [marker]: release.order, HUMDRUM_RELEASE: release.folder },
          detached: true,
          stdio: ['ignore', log, log],
        }),
      );
      const ended = new Promise<string>((settle) => {
        child.once('exit', (code, signal) => settle(code === null ? `signal ${signal}` : `exit code ${code}`));
      });
      child.once('error', (error) => resolve(`${program}: ${error.message}`));
      child.once('spawn', () => {
        const pid = child.pid ?? 0;
        const identity = identify(pid) ?? { pid, started: 'ended at once' };
        child.unref();
        resolve({ release, process: identity, port, ended, stop: once(async () => void (await endGroup(pid))) });
      });
    } catch (error) {
      resolve(error instanceof Error ? error.message : String(error));
    }
  });
};

/** A process that another supervisor started. It is no child of ours, so its end is noticed by looking. */
export const adoptService = (release: Release, identity: ProcessIdentity, port: number): Service => {
  const ended = new Promise<string>((settle) => {
    const timer = setInterval(() => {
      if (isAlive(identity)) return;
      clearInterval(timer);
      settle('an end that nobody saw');
    }, watchEveryMs);
  });
  const stop = once(async () => {
    if (isAlive(identity)) await endGroup(identity.pid);
  });
  return { release, process: identity, port, ended, stop };
};
