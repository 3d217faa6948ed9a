import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runChains, type Disturbance } from './rig-chain';
import { anyTime } from './rig-kills';
import { inParallel, sum, type Tally } from './rig-tally';
import type { Tools, World } from './rig-world';

// Power cuts: an ext4 in a file, mounted through a loop device, and its own shutdown, which drops everything that was not synced.

const run = (command: string, ...args: readonly string[]): string =>
  execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();

// EXT4_IOC_SHUTDOWN with EXT4_GOING_FLAGS_NOLOGFLUSH: not even what is in the journal's memory reaches the disk.
const shutDown = `open my $f, '<', $ARGV[0] or die $!; my $how = pack 'L', 2; ioctl $f, 0x8004587d, $how or die $!`;

export interface Disk {
  readonly folder: string;
  /** What was not synced is gone, and nothing more can be written. */
  readonly cut: () => void;
  /** The machine is on again: the file system is mounted anew. */
  readonly restart: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** What a killed operator started still has files open for a moment, and finds that it can't write. */
const unmount = async (folder: string): Promise<void> => {
  for (let tries = 0; ; tries++) {
    try {
      return void run('umount', folder);
    } catch (error) {
      if (tries === 250) throw error;
      await new Promise((next) => setTimeout(next, 20));
    }
  }
};

export const makeDisk = (image: string, folder: string): Disk => {
  mkdirSync(folder, { recursive: true });
  run('truncate', '-s', '96M', image);
  run('mkfs.ext4', '-q', '-F', image);
  const mount = (): void => void run('mount', '-o', 'loop', image, folder);
  mount();
  return {
    folder,
    cut: () => void run('perl', '-e', shutDown, folder),
    restart: async () => {
      await unmount(folder);
      mount();
    },
    remove: async () => {
      await unmount(folder);
      rmSync(image);
    },
  };
};

/** Why power can't be cut on this machine; null where it can. */
export const noPower = async (folder: string): Promise<string | null> => {
  if (process.getuid?.() !== 0) return 'only root may mount a file system';
  try {
    const disk = makeDisk(join(folder, 'try.ext4'), join(folder, 'try'));
    try {
      disk.cut();
    } finally {
      await disk.remove();
    }
    return null;
  } catch (error) {
    // execFileSync puts what the program said behind the first line of its message.
    return error instanceof Error ? error.message.trim().split('\n').slice(-1).join() : String(error);
  }
};

const name = 'power cut';

/** Cuts the power in the middle of lives whose journal, clone, witness and ledger are all on one disk. */
export const powerCuts = async (tools: Tools, cuts: number, workers: number): Promise<Tally> => {
  const notPossible = await noPower(tools.folder);
  if (notPossible !== null) return { ...sum(name, []), notPossible };
  let disks = 0;
  const perDisk = 20;
  const all = await inParallel(Math.ceil(cuts / perDisk), workers, async () => {
    const at = join(tools.folder, `disk-${++disks}`);
    const disk = makeDisk(`${at}.ext4`, at);
    const places = { data: join(at, 'data'), journal: join(at, 'data', 'journal'), ledger: join(at, 'ledger.git') };
    const disturb = (world: World): Disturbance => {
      const { at: moment, afterMs } = anyTime(world);
      let isCut = false;
      const cut = (): void => {
        if (!isCut) disk.cut();
        isCut = true;
      };
      return {
        options: {
          at: moment,
          onReady: (child) => {
            const timer = setTimeout(() => {
              cut();
              child.kill('SIGKILL');
            }, afterMs);
            child.once('exit', () => clearTimeout(timer));
          },
        },
        after: async () => {
          // A life that was over first: the power goes at once, on what it was told is done.
          cut();
          await disk.restart();
        },
      };
    };
    try {
      return await runChains(tools, { part: name, places: () => places, disturb }, Math.min(perDisk, cuts) + 3, 1);
    } finally {
      await disk.remove();
    }
  });
  return { ...sum(name, all), cuts: Math.ceil(cuts / perDisk) * Math.min(perDisk, cuts) };
};
