import { join } from 'node:path';
import { MessageChannelMain, utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';

export interface EngineOptions {
  /** Where the built processes are: engine, supervisor, parser. */
  readonly processes: string;
  readonly data: string;
  /** Gives the engine its host: settings, secrets, notifications, … */
  readonly serveHost: (port: MessagePortMain) => void;
  /** A new engine took the place of one that crashed or that had another workspace open: every page needs a new port. */
  readonly restarted: () => void;
  /** It crashed again and again; nothing runs until `open`. */
  readonly gaveUp: (code: number) => void;
}

export interface Engine {
  /** Opens a workspace file, null for the demo: in a new engine, once the one before has ended. */
  readonly open: (workspace: string | null) => Promise<void>;
  readonly connect: (port: MessagePortMain) => void;
  /** The machine goes to sleep, or has slept: no countdown goes on. */
  readonly slept: () => void;
  /** Ends within 5 s, whatever the engine does. */
  readonly stop: () => Promise<void>;
}

const endWithinMs = 5000;
const crashesAllowed = 3;
const crashWindowMs = 60_000;

const ended = async (child: UtilityProcess): Promise<void> =>
  new Promise((resolve) => {
    const late = setTimeout(() => {
      if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
    }, endWithinMs);
    child.once('exit', () => {
      clearTimeout(late);
      resolve();
    });
  });

/** Runs the engine in a process of its own, and a new one where it crashed. */
export const createEngine = ({ processes, data, serveHost, restarted, gaveUp }: EngineOptions): Engine => {
  let current: { readonly child: UtilityProcess; readonly workspace: string | null } | null = null;
  let crashes: readonly number[] = [];

  const start = (workspace: string | null): void => {
    const child = utilityProcess.fork(join(processes, 'engine.cjs'), [], {
      serviceName: 'Humdrum engine',
      stdio: 'inherit',
    });
    const script = (name: string): string => join(processes, name);
    const scripts = {
      supervisor: script('supervisor.cjs'),
      parser: script('parse-workspace.cjs'),
      gitStarter: script('git-starter.cjs'),
    };
    child.postMessage({ type: 'open', workspace, data, scripts }, []);
    const { port1, port2 } = new MessageChannelMain();
    serveHost(port1);
    child.postMessage({ type: 'host' }, [port2]);
    current = { child, workspace };
    child.once('exit', (code) => {
      if (current?.child === child) crashed(workspace, code);
    });
  };

  const crashed = (workspace: string | null, code: number): void => {
    current = null;
    const now = performance.now();
    crashes = [...crashes.filter((at) => now - at < crashWindowMs), now];
    process.stderr.write(`The engine ended unexpectedly (exit code ${code}).\n`);
    if (crashes.length > crashesAllowed) return gaveUp(code);
    start(workspace);
    restarted();
  };

  const stop = async (): Promise<void> => {
    if (current === null) return;
    const { child } = current;
    current = null;
    const end = ended(child);
    child.postMessage({ type: 'close' }, []);
    await end;
  };

  return {
    open: async (workspace) => {
      const again = current !== null;
      await stop();
      start(workspace);
      if (again) restarted();
    },
    connect: (port) => {
      if (current === null) return port.close();
      current.child.postMessage({ type: 'client' }, [port]);
    },
    slept: () => current?.child.postMessage({ type: 'slept' }, []),
    stop,
  };
};
