import type { ChildProcess } from 'node:child_process';
import type { Chain } from './rig-chain';
import { behaviours } from './rig-lines';
import { familyOf, killAll, type LifeOptions } from './rig-processes';
import type { World } from './rig-world';

const pick = <T>(all: readonly T[]): T => {
  const one = all[Math.floor(Math.random() * all.length)];
  if (one === undefined) throw new Error('there is nothing to pick from');
  return one;
};

/** kill -9 after a time, of the process alone, which leaves its git to itself, or of all that belongs to it. */
export const killAfter = (ms: number, family: boolean) => (child: ChildProcess) => {
  const timer = setTimeout(() => {
    if (child.pid !== undefined && child.exitCode === null) killAll(family ? familyOf(child.pid) : [child.pid]);
  }, ms);
  child.once('exit', () => clearTimeout(timer));
};

/** What a life says on its way, and what lies behind it: the journal, the claim's push, the order, the verdict's push. */
const moments = ['"record":"requested"', '"record":"sending"', '"accepted"', '"ended"'] as const;

/** Any time of a life, or any time shortly after one of its moments, which come by faster than the rest. */
export const anyTime = (world: World): { readonly at: string; readonly afterMs: number } => {
  if (Math.random() < 0.5) return { at: pick(moments), afterMs: Math.random() * 80 };
  const usual = world.lives.filter((life) => !life.killed).at(-1)?.ms ?? 300;
  return { at: '"ready"', afterMs: Math.random() * Math.max(60, usual - 80) };
};

const killedAtAnyTime = (world: World): Pick<LifeOptions, 'at' | 'onReady'> => {
  const { at, afterMs } = anyTime(world);
  return { at, onReady: killAfter(afterMs, Math.random() < 0.5) };
};

export const killsAtRandom: Chain = {
  part: 'kill -9 at any time',
  disturb: (world) => ({ options: killedAtAnyTime(world) }),
};

/** Every behaviour in turn, left alone or killed meanwhile. */
export const misbehaviours: Chain = {
  part: 'the endpoint misbehaves',
  disturb: async (world, n) => {
    await world.behave(behaviours[n % behaviours.length] ?? 'honest');
    return { faults: () => 1, ...(Math.random() < 0.5 ? { options: killedAtAnyTime(world) } : {}) };
  },
};
