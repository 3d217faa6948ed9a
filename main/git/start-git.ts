import { spawn } from 'node:child_process';
import { startFolder } from './environment';
import { keepGroup } from '../processes/keep-group';
import { onAbort } from './on-abort';

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

/** One git process to be, complete: it can be handed to another process. */
export interface GitOrder {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly input: string | null;
  readonly deadlineMs: number;
  readonly maxBytes: number;
}

export interface GitHooks {
  /** Takes the output as it comes, stdout and stderr; it is then not kept. */
  readonly onOutput?: ((piece: Buffer) => void) | undefined;
  /** The process has started: from here on it may have done something. */
  readonly onStart?: (() => void) | undefined;
}

export type StartGit = (order: GitOrder, hooks: GitHooks, signal: AbortSignal) => Promise<Ended>;

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

/** Starts git in this process and waits for its end. */
export const startGit: StartGit = (order, { onOutput, onStart }, signal) =>
  new Promise<Ended>((resolve) => {
    const begun = performance.now();
    const child = spawn('git', order.args, {
      env: order.env,
      cwd: startFolder,
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio: [order.input === null ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    const forget = keepGroup(child.pid);
    const limit = order.maxBytes;
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
    const deadline = setTimeout(() => end({ how: 'late', afterMs: order.deadlineMs }), order.deadlineMs);
    const undo = onAbort(signal, abort);
    if (signal.aborted) abort();

    child.once('spawn', () => onStart?.());
    child.stdout?.on('data', (piece: Buffer) => {
      if (onOutput) return onOutput(piece);
      if (bytes + piece.length > limit) {
        kept.push(piece.subarray(0, limit - bytes));
        bytes = limit;
        return end({ how: 'cut', stdout: Buffer.concat(kept) });
      }
      bytes += piece.length;
      kept.push(piece);
    });
    child.stderr?.on('data', (piece: Buffer) => {
      onOutput?.(piece);
      if (stderr.length < stderrKept) stderr += piece.toString('utf8');
    });
    // The process may end before it has read everything; its exit code says what happened.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(order.input ?? undefined);

    const settle = (ended: Ended): void => {
      clearTimeout(deadline);
      if (last !== null) {
        clearTimeout(last);
        endGroup(child.pid, 'SIGKILL');
      }
      forget();
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
