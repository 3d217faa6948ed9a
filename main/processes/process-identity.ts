import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** A process that can be told from a later one with the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in the system's own terms; compared, never read. */
  readonly started: string;
}

const readText = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
};

/** A killed process is a zombie as soon as its first thread has ended, while the others may still hold its ports open. */
const hasLiveThreads = (pid: number): boolean => {
  try {
    return readdirSync(`/proc/${pid}/task`).length > 1;
  } catch {
    return false;
  }
};

/** A process from /proc: fields 3, 5 and 22 of stat, counted after the name, which may hold anything. */
export const procStat = (pid: number): { alive: boolean; group: number; start: string } | null => {
  const stat = readText(`/proc/${pid}/stat`);
  if (stat === null) return null;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const isGone = fields[0] === 'Z' || fields[0] === 'X';
  return { alive: !isGone || hasLiveThreads(pid), group: Number(fields[2]), start: fields[19] ?? '' };
};

export const hasProc = (): boolean => readText('/proc/self/stat') !== null;

/** Ticks since boot mean nothing without the boot. */
const bootId = (): string => readText('/proc/sys/kernel/random/boot_id')?.trim() ?? '';

const startOf = (pid: number): string | null => {
  if (hasProc()) {
    const stat = procStat(pid);
    return stat?.alive === true ? `${bootId()}:${stat.start}` : null;
  }
  const ps = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', env: { LC_ALL: 'C' } });
  return ps.status === 0 && ps.stdout.trim() !== '' ? ps.stdout.trim() : null;
};

/** null: no such process, or only what is left of one. */
export const identify = (pid: number): ProcessIdentity | null => {
  const started = startOf(pid);
  return started === null ? null : { pid, started };
};

export const isAlive = (identity: ProcessIdentity): boolean => startOf(identity.pid) === identity.started;
