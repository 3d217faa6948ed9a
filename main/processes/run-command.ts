import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { done, failed, type Result } from '../../contract/failure';
import { allowedEnvironment } from './allowed-environment';
import { createCappedOutput } from './capped-output';
import { createQueue } from './event-queue';
import { keepGroup } from './keep-group';
import { lastLines } from './last-lines';
import { endGroup } from './process-group';

export interface Command {
  /** Program and arguments; no shell is involved. */
  readonly run: readonly string[];
  readonly cwd: string;
  /** Added to what the allow-list lets through. */
  readonly env?: Readonly<Record<string, string>>;
  readonly withinMs: number;
  /** Output beyond this is read and dropped, with a notice. Default 10 MB. */
  readonly limitBytes?: number;
}

export type CommandEvent =
  /** At most 64 KB, as it came, ANSI codes and all. */
  | { readonly type: 'output'; readonly from: 'stdout' | 'stderr' | 'notice'; readonly text: string }
  /** Always last. Fails with `command-failed` or `cancelled`. */
  | { readonly type: 'ended'; readonly result: Result<null>; readonly how: CommandEnd; readonly ms: number };

/** Its exit code; or that it was never started, or ended by us because its time was over, or ended by a signal. */
export type CommandEnd = number | 'never-started' | 'late' | 'ended';

const defaultLimit = 10 * 1024 * 1024;
const tailCharacters = 20_000;

/**
 * A command in a process group of its own. However it ends, and where the consumer stops reading, the whole group is gone within 4 s;
 * so it is where this process is killed.
 */
export async function* runCommand(
  command: Command,
  signal: AbortSignal,
): AsyncGenerator<CommandEvent, void, undefined> {
  const begun = performance.now();
  const queue = createQueue<CommandEvent>();
  let tail = '';
  const finish = (result: Result<null>, how: CommandEnd): void => {
    queue.push({ type: 'ended', result, how, ms: performance.now() - begun });
    queue.end();
  };
  const failure = (code: string): Result<null> =>
    failed({ kind: 'command-failed', command: command.run.join(' ').slice(0, 300), code, said: lastLines(tail) });

  if (signal.aborted) {
    finish(failed({ kind: 'cancelled' }), 'never-started');
    return yield* queue.read();
  }
  const [program = '', ...args] = command.run;
  const env = allowedEnvironment(process.env, command.env);
  let child: ChildProcessByStdio<null, Readable, Readable>;
  try {
    child = spawn(program, args, { cwd: command.cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    tail = error instanceof Error ? error.message : String(error); // A NUL byte in an argument throws at once.
    finish(failure('an error'), 'never-started');
    return yield* queue.read();
  }
  const forget = keepGroup(child.pid);
  const capped = createCappedOutput(command.limitBytes ?? defaultLimit, (from, text) => {
    tail = (tail + text).slice(-tailCharacters);
    queue.push({ type: 'output', from, text });
  });
  capped(child.stdout, 'stdout');
  capped(child.stderr, 'stderr');
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));

  const end = async (how: CommandEnd, result: () => Result<null>): Promise<void> => {
    if (child.pid !== undefined) await endGroup(child.pid);
    forget();
    // A process that left the group may hold the pipes open for ever.
    await Promise.race([closed, sleep(250)]);
    child.stdout.destroy();
    child.stderr.destroy();
    finish(result(), how);
  };
  let ending: Promise<void> | undefined;
  const endOnce = (how: CommandEnd, result: () => Result<null>): Promise<void> => (ending ??= end(how, result));
  const cancel = (): Promise<void> => endOnce('ended', () => failed({ kind: 'cancelled' }));
  const onAbort = (): void => void cancel();
  const deadline = setTimeout(
    () => void endOnce('late', () => failure(`no end within ${command.withinMs / 1000} s`)),
    command.withinMs,
  );
  child.once('error', (error) => {
    tail += error.message;
    const how = child.pid === undefined ? 'never-started' : 'ended';
    void endOnce(how, () => failure('code' in error ? String(error.code) : 'an error'));
  });
  child.once('exit', (code, killer) => {
    void endOnce(code ?? 'ended', () =>
      code === 0 ? done(null) : failure(code === null ? `signal ${killer}` : `exit code ${code}`),
    );
  });
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    yield* queue.read();
  } finally {
    clearTimeout(deadline);
    signal.removeEventListener('abort', onAbort);
    await cancel();
  }
}
