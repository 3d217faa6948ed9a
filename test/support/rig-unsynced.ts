import { readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { runChains, type Chain } from './rig-chain';
import { anyTime } from './rig-kills';
import { familyOf, killAll } from './rig-processes';
import { noStrace } from './rig-strace';
import { sum, type Tally } from './rig-tally';
import type { Tools } from './rig-world';

// A power cut by the book, for whom no file system may be mounted: strace writes down what of the journal was written and what was
// synced; after the kill, every byte that was not synced is taken away. Names and folders are believed to last, which a real cut tests.

/** Path → bytes that a sync has covered. Files that the life has not written to are not named. */
export const syncedBytes = (trace: string): ReadonlyMap<string, number> => {
  const [written, synced] = [new Map<string, number>(), new Map<string, number>()];
  /** What a thread is in the middle of: the file, and how much of it was written when its sync began. */
  const begun = new Map<string, { readonly path: string; readonly bytes: number }>();
  for (const line of trace.split('\n')) {
    const start = /^(\d+) +\w+\(\d+<([^>]*)>/.exec(line);
    const pid = /^(\d+)/.exec(line)?.[1] ?? '';
    if (start?.[2] !== undefined) begun.set(pid, { path: start[2], bytes: written.get(start[2]) ?? 0 });
    const call = /^\d+ +(?:<\.\.\. )?(\w+)/.exec(line)?.[1] ?? '';
    const result = / = (\d+)$/.exec(line)?.[1];
    const of = begun.get(pid);
    if (result === undefined || of === undefined) continue;
    if (call.includes('write')) written.set(of.path, (written.get(of.path) ?? 0) + Number(result));
    else synced.set(of.path, of.bytes);
    if (!synced.has(of.path)) synced.set(of.path, 0);
  }
  return synced;
};

/** kill -9 at any time, and whatever was not synced is gone. */
const unsyncedLost: Chain = {
  part: 'what was not synced is taken away',
  disturb: (world) => {
    const trace = join(world.folder, 'trace');
    const { at, afterMs } = anyTime(world);
    const wrap = [
      'strace',
      '-f',
      '--seccomp-bpf',
      '-qq',
      '-y',
      '-o',
      trace,
      '-e',
      'trace=write,pwrite64,fdatasync,fsync',
    ];
    let taken = 0;
    return {
      options: {
        wrap,
        at,
        onReady: (child) => {
          const timer = setTimeout(() => killAll(familyOf(child.pid ?? 0)), afterMs);
          child.once('exit', () => clearTimeout(timer));
        },
      },
      after: () => {
        const synced = syncedBytes(readFileSync(trace, 'utf8'));
        rmSync(trace);
        const { journal } = world.told;
        for (const name of readdirSync(journal).filter((file) => file.endsWith('.journal'))) {
          const bytes = synced.get(join(journal, name));
          if (bytes === undefined) continue;
          truncateSync(join(journal, name), bytes);
          taken = 1;
        }
      },
      faults: () => taken,
    };
  },
};

export const unsyncedCuts = async (tools: Tools, runs: number, workers: number): Promise<Tally> => {
  const notPossible = noStrace();
  return notPossible === null
    ? runChains(tools, unsyncedLost, runs, workers)
    : { ...sum(unsyncedLost.part, []), notPossible };
};
