import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { execFileSync } from 'node:child_process';
import type { RunGit } from '../../main/ledger/run-git';

export interface Killer {
  readonly run: RunGit;
  /** The next push is killed, with all it started, this long after git has begun it. */
  readonly killNext: (afterMs: number) => void;
  /** How many pushes did not come to their end. */
  readonly killed: () => number;
}

/** git that says its process id before it is git, so that the real one can be killed without asking it. */
export const createKiller = (folder: string, run: RunGit): Killer => {
  mkdirSync(folder, { recursive: true });
  const note = join(folder, 'pid');
  const git = execFileSync('which', ['git'], { encoding: 'utf8' }).trim();
  writeFileSync(
    join(folder, 'git'),
    `#!/bin/sh\necho $$ >'${note}.new'\nmv '${note}.new' '${note}'\nexec '${git}' "$@"\n`,
    { mode: 0o755 },
  );
  const PATH = `${folder}${delimiter}${process.env['PATH']}`;
  let next: number | null = null;
  let killed = 0;

  const pidOf = (): number | null => {
    try {
      return Number(readFileSync(note, 'utf8'));
    } catch {
      return null; // not yet
    }
  };
  const killAfter = (ms: number): void => {
    const pid = pidOf();
    if (pid === null) setImmediate(() => killAfter(ms));
    else
      setTimeout(() => {
        try {
          process.kill(-pid, 'SIGKILL');
        } catch {
          // It was faster.
        }
      }, ms);
  };
  return {
    killed: () => killed,
    killNext: (afterMs) => (next = afterMs),
    run: async (call, signal) => {
      if (call.args[0] !== 'push' || next === null) return run(call, signal);
      const afterMs = next;
      next = null;
      rmSync(note, { force: true });
      const ending = run({ ...call, env: { ...call.env, PATH } }, signal);
      killAfter(afterMs);
      const ended = await ending;
      if (ended.how === 'exited' && ended.code !== 0) killed += 1;
      return ended;
    },
  };
};
