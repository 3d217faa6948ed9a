import type { LifeOptions } from './rig-processes';
import type { Told } from './rig-session';
import { inParallel, sum, tallyOf, type Tally } from './rig-tally';
import { makeWorld, type Places, type Tools, type World } from './rig-world';

/** What disturbs one life: how it is started, what undoes it, and how many faults other than a kill came of it. */
export interface Disturbance {
  readonly options?: Partial<LifeOptions>;
  readonly told?: Partial<Told>;
  readonly after?: () => Promise<void> | void;
  /** Counted after the life. */
  readonly faults?: () => number;
}

export interface Chain {
  readonly part: string;
  readonly places?: (folder: string) => Places;
  /** Before each life but the first and the last two, which nothing disturbs. */
  readonly disturb: (world: World, n: number) => Promise<Disturbance> | Disturbance;
  readonly prepare?: (world: World) => Promise<void> | void;
}

/** Lives of one operator one after another; each recovers what the one before left, does what a person does, and promotes. */
export const runChain = async (tools: Tools, chain: Chain, lives: number): Promise<Tally> => {
  const world = makeWorld(tools, chain.places?.(tools.folder));
  let faults = 0;
  try {
    await chain.prepare?.(world);
    await world.live();
    for (let n = 0; n < lives; n++) {
      const disturbance = await chain.disturb(world, n);
      await world.live(disturbance.options, disturbance.told);
      await disturbance.after?.();
      faults += disturbance.faults?.() ?? 0;
    }
    await world.behave('honest');
    // Two: what a killed git left under way may still land in the first.
    await world.live();
    await world.live();
    const judgement = world.judge();
    return tallyOf(chain.part, world.lives, { faults, judgement });
  } finally {
    world.remove();
  }
};

/** Lives of a chain until there were `runs`, a new world every few lives: the longer a history, the slower each life. */
export const runChains = async (tools: Tools, chain: Chain, runs: number, workers: number): Promise<Tally> => {
  const perWorld = Math.min(20, Math.max(1, runs - 3));
  const worlds = Math.ceil(runs / (perWorld + 3));
  return sum(chain.part, await inParallel(worlds, workers, () => runChain(tools, chain, perWorld)));
};
