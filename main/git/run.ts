import { spawn } from 'node:child_process';
import { gitConfig, gitEnvironment, startFolder, type UserAccess } from './environment';
import type { Limit } from './limit';
import { onAbort } from './on-abort';
import type { RepositoryUrl } from './refs';

/** How a git process ended. `cut`: it had more to say than `maxBytes`; stdout holds the beginning. */
export type Ended =
  | {
      readonly how: 'exited';
      readonly code: number;
      readonly stdout: Buffer;
      readonly stderr: string;
      readonly ms: number;
    }
  | { readonly how: 'cut'; readonly stdout: Buffer }
  | { readonly how: 'late'; readonly afterMs: number }
  | { readonly how: 'cancelled' }
  | { readonly how: 'no-git'; readonly why: string };

export interface GitCall {
  readonly gitDir: string;
  /** Verb first. Values from outside are branded types, full commit ids, or stand behind `--`. */
  readonly args: readonly string[];
  readonly remote?: RepositoryUrl;
  readonly env?: Readonly<Record<string, string>>;
  readonly config?: readonly string[];
  readonly input?: string;
  readonly deadlineMs: number;
  /** Default 64 MB. */
  readonly maxBytes?: number;
  /** Takes the output as it comes, stdout and stderr; it is then not kept. */
  readonly onOutput?: (piece: Buffer) => void;
  /** The process has started: from here on it may have done something. */
  readonly onStart?: () => void;
}

export type RunGit = (call: GitCall, signal: AbortSignal) => Promise<Ended>;

const defaultMaxBytes = 64 * 1024 * 1024;
const stderrKept = 64 * 1024;

// git's helpers (remote-http, ssh, index-pack) outlive a killed git, hanging with it: the whole group is ended.
const endGroup = (pid: number | undefined, how: NodeJS.Signals): void => {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, how);
  } catch {
    // Already gone.
  }
};

const start = (call: GitCall, env: Record<string, string>, config: readonly string[], signal: AbortSignal) =>
  new Promise<Ended>((resolve) => {
    const begun = performance.now();
    const flags = [...config, ...(call.config ?? [])].flatMap((pair) => ['-c', pair]);
    const child = spawn('git', [...flags, `--git-dir=${call.gitDir}`, ...call.args], {
      env,
      cwd: startFolder,
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio: [call.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    const limit = call.maxBytes ?? defaultMaxBytes;
    const kept: Buffer[] = [];
    let bytes = 0;
    let stderr = '';
    let because: Exclude<Ended, { how: 'exited' }> | null = null;
    let last: NodeJS.Timeout | null = null;

    const end = (why: Exclude<Ended, { how: 'exited' }>): void => {
      if (because !== null) return;
      because = why;
      // TERM first: git then removes its temporary packs and its locks.
      endGroup(child.pid, 'SIGTERM');
      last = setTimeout(() => endGroup(child.pid, 'SIGKILL'), 2000);
    };
    const abort = (): void => end({ how: 'cancelled' });
    const deadline = setTimeout(() => end({ how: 'late', afterMs: call.deadlineMs }), call.deadlineMs);
    const undo = onAbort(signal, abort);
    if (signal.aborted) abort();

    child.once('spawn', () => call.onStart?.());
    child.stdout?.on('data', (piece: Buffer) => {
      if (call.onOutput) return call.onOutput(piece);
      if (bytes + piece.length > limit) {
        kept.push(piece.subarray(0, limit - bytes));
        bytes = limit;
        return end({ how: 'cut', stdout: Buffer.concat(kept) });
      }
      bytes += piece.length;
      kept.push(piece);
    });
    child.stderr?.on('data', (piece: Buffer) => {
      call.onOutput?.(piece);
      if (stderr.length < stderrKept) stderr += piece.toString('utf8');
    });
    // The process may end before it has read everything; its exit code says what happened.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(call.input);

    const settle = (ended: Ended): void => {
      clearTimeout(deadline);
      if (last !== null) {
        clearTimeout(last);
        endGroup(child.pid, 'SIGKILL');
      }
      undo();
      resolve(ended);
    };
    child.once('error', (error) => {
      if (child.pid === undefined) settle({ how: 'no-git', why: error.message });
    });
    child.once('close', (code) =>
      settle(
        because ?? {
          how: 'exited',
          code: code ?? 128,
          stdout: Buffer.concat(kept),
          stderr,
          ms: performance.now() - begun,
        },
      ),
    );
  });

/**
 * The one way to start git. Hardened, limited in number, ended as a group on abort or deadline.
 * @param local places for work on mirrors, about one a core
 * @param far places for talks with remotes, which mostly wait: a slow server must not stop the counting
 */
export const createRunGit = (options: {
  readonly env: NodeJS.ProcessEnv;
  readonly local: Limit;
  readonly far: Limit;
  readonly access: () => Promise<UserAccess>;
}): RunGit => {
  return async (call, signal) => {
    const remote = call.remote ?? null;
    const access = remote === null ? null : await options.access();
    const env = { ...gitEnvironment(options.env, call.gitDir, remote, access), ...call.env };
    const limit = remote === null ? options.local : options.far;
    const ended = await limit(signal, () => start(call, env, gitConfig(remote, access), signal));
    return ended === 'cancelled' ? { how: 'cancelled' } : ended;
  };
};
