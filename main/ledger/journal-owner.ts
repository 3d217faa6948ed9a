import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';

// Who writes a journal file is in its name, so that taking a file over is one atomic rename and a damaged file still tells
// whose it is: <boot>.<pid>.<start>.<file>.journal, or free.<file>.journal once its owner has let go of it.

export interface Owner {
  /** Boot and pid namespace; a process id means something only inside one. */
  readonly boot: string;
  readonly pid: number;
  /** Start time of the process in clock ticks since boot, `0` where the system does not say: a pid alone is reused. */
  readonly start: string;
}

export interface JournalName {
  readonly owner: Owner | null;
  readonly file: string;
}

const textOf = (read: () => string): string | null => {
  try {
    return read().trim();
  } catch {
    return null;
  }
};

/** Hex digits only: the name must stay splittable by dots. */
const bootOf = (): string => {
  const id = textOf(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')) ?? '0';
  const namespace = textOf(() => readlinkSync('/proc/self/ns/pid')) ?? '0';
  return `${id.replaceAll(/[^0-9a-f]/g, '')}-${namespace.replaceAll(/[^0-9]/g, '')}`;
};

/** State and start time; null where there is no such process (or no /proc). The name in field 2 may hold spaces and brackets. */
const statOf = (pid: number): { readonly state: string; readonly start: string } | null => {
  const stat = textOf(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  if (stat === null) return null;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', start: fields[19] ?? '0' };
};

export const thisOwner = (): Owner => ({
  boot: bootOf(),
  pid: process.pid,
  start: statOf(process.pid)?.start ?? '0',
});

const answersSignals = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** Does the owner still run? Where it can't be told (another pid namespace of this boot) it is taken to be alive. */
export const isAlive = (owner: Owner, me: Owner): boolean => {
  const [boot, namespace] = owner.boot.split('-');
  const [myBoot, myNamespace] = me.boot.split('-');
  if (boot !== myBoot) return false;
  if (namespace !== myNamespace) return true;
  if (owner.start === '0') return answersSignals(owner.pid);
  const stat = statOf(owner.pid);
  // A zombie has stopped writing for good, whoever fails to reap it.
  return stat !== null && stat.start === owner.start && stat.state !== 'Z' && stat.state !== 'X';
};

export const journalName = (owner: Owner | null, file: string = randomUUID()): string =>
  owner === null ? `free.${file}.journal` : `${owner.boot}.${owner.pid}.${owner.start}.${file}.journal`;

/** null for anything that is no journal file. */
export const parseJournalName = (name: string): JournalName | null => {
  const free = /^free\.([0-9a-f-]{36})\.journal$/.exec(name);
  if (free?.[1] !== undefined) return { owner: null, file: free[1] };
  const owned = /^([0-9a-f]*-\d*)\.(\d+)\.(\d+)\.([0-9a-f-]{36})\.journal$/.exec(name);
  const [, boot, pid, start, file] = owned ?? [];
  if (boot === undefined || pid === undefined || start === undefined || file === undefined) return null;
  return { owner: { boot, pid: Number(pid), start }, file };
};
