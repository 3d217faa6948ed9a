import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasProc, procStat } from './process-identity';

const graceMs = 2000;
const afterKillMs = 1500;

/** Sends to every process of the group; false where there is none. */
export const signalGroup = (group: number, signal: NodeJS.Signals | 0): boolean => {
  try {
    return process.kill(-group, signal);
  } catch (error) {
    // EPERM: there are some, but none of ours (a setuid child).
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** A zombie nobody waits for (a container without an init) still takes signals, so /proc is asked where there is one. */
export const groupIsAlive = (group: number): boolean => {
  if (!signalGroup(group, 0)) return false;
  if (!hasProc()) return true;
  return readdirSync('/proc').some((name) => {
    if (!/^\d+$/.test(name)) return false;
    const stat = procStat(Number(name));
    return stat?.group === group && stat.alive;
  });
};

/** TERM, KILL after 2 s: the whole group is gone within 4 s. True if it is. */
export const endGroup = async (group: number): Promise<boolean> => {
  signalGroup(group, 'SIGTERM');
  const begun = performance.now();
  let killed = false;
  for (let pause = 5; groupIsAlive(group); pause = Math.min(pause * 2, 100)) {
    const passed = performance.now() - begun;
    if (passed > graceMs + afterKillMs) return false;
    if (passed > graceMs && !killed) {
      killed = true;
      signalGroup(group, 'SIGKILL');
    }
    await sleep(pause);
  }
  return true;
};
