import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runChain, type Chain, type Disturbance } from './rig-chain';
import { noStrace } from './rig-strace';
import { inParallel, sum, type Tally } from './rig-tally';
import type { Tools, World } from './rig-world';

// Disks that are full, and disks that fail to sync: nothing may be sent that the journal could not keep.

/** A life that could not write its journal says so, and the endpoint hears nothing: the judge counts what it heard. */
const refusedFor = (world: World, before: number, failure: string): number =>
  world.lives.slice(before).some((life) => JSON.stringify(life.said).includes(failure)) ? 1 : 0;

const syncs = ['fdatasync', 'fsync'] as const;

/** The nth sync of a thread fails with EIO: the journal's own, a folder's, or git's. */
const failingSync = (world: World, n: number): Disturbance => {
  const call = syncs[n % 2] ?? 'fsync';
  const trace = join(world.folder, 'trace');
  const inject = `inject=${call}:error=EIO:when=${1 + (Math.floor(n / 2) % 9)}`;
  return {
    options: { wrap: ['strace', '-f', '--seccomp-bpf', '-qq', '-o', trace, '-e', `trace=${call}`, '-e', inject] },
    faults: () => readFileSync(trace, 'utf8').split('(INJECTED)').length - 1,
  };
};

const syncErrors: Chain = { part: 'a sync fails (EIO)', disturb: failingSync };

export const failingSyncs = async (tools: Tools, runs: number, workers: number): Promise<Tally> => {
  const notPossible = noStrace();
  if (notPossible !== null) return { ...sum(syncErrors.part, []), notPossible };
  const lives = 18;
  const worlds = Math.max(1, Math.round(runs / (lives + 3)));
  return sum(syncErrors.part, await inParallel(worlds, workers, () => runChain(tools, syncErrors, lives)));
};

const tiny = '64k';

/** Full at some byte of what a promotion writes: 64 KB, of which a filler leaves a few hundred bytes. */
const fullTmpfs = (folder: string): Chain => ({
  part: `a full disk (tmpfs of ${tiny})`,
  places: () => ({ journal: folder }),
  disturb: (world, n) => {
    const before = world.lives.length;
    const filler = join(folder, 'filler');
    // tmpfs gives out whole pages: one for each file of the journal and one for what it grows into, or none.
    const pages = 16 - (n % 3);
    try {
      writeFileSync(filler, Buffer.alloc(pages * 4096));
    } catch {
      // What fits is written: the disk is full.
    }
    return { after: () => rmSync(filler), faults: () => refusedFor(world, before, 'ENOSPC') };
  },
});

/** For whom may not mount: a limit on the size of files does what a full disk does, a short write and then an error. */
const limitedFiles: Chain = {
  part: 'a full disk (a limit on the size of files)',
  disturb: (world, n) => {
    const before = world.lives.length;
    // In blocks of 512 bytes: the first record of a promotion does not fit, or a later one.
    const wrap = ['sh', '-c', `ulimit -f ${1 + (n % 2)}; trap "" XFSZ; exec "$@"`, 'sh'];
    return { options: { wrap }, faults: () => refusedFor(world, before, 'EFBIG') };
  },
};

const mounted = async (tools: Tools, n: number, lives: number): Promise<Tally> => {
  const folder = join(tools.folder, `tiny-${n}`);
  mkdirSync(folder);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${tiny}`, 'tmpfs', folder]);
  try {
    return await runChain(tools, fullTmpfs(folder), lives);
  } finally {
    execFileSync('umount', [folder]);
  }
};

const mayMount = (folder: string): boolean => {
  const at = join(folder, 'may-mount');
  mkdirSync(at, { recursive: true });
  const may = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${tiny}`, 'tmpfs', at]).status === 0;
  if (may) execFileSync('umount', [at]);
  return may;
};

export const fullDisks = async (tools: Tools, runs: number, workers: number): Promise<Tally> => {
  const lives = 10;
  const worlds = Math.max(1, Math.round(runs / (lives + 3)));
  const may = mayMount(tools.folder);
  const one = (n: number): Promise<Tally> => (may ? mounted(tools, n, lives) : runChain(tools, limitedFiles, lives));
  const all = await inParallel(worlds, workers, one);
  return sum(all[0]?.part ?? 'a full disk', all);
};
