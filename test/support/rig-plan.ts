import { runChains } from './rig-chain';
import { runCrowd } from './rig-crowd';
import { failingSyncs, fullDisks } from './rig-disk';
import { killsAtCalls } from './rig-calls';
import { killsAtRandom, misbehaviours } from './rig-kills';
import { powerCuts } from './rig-power';
import { gitFaults } from './rig-remote';
import type { Tally } from './rig-tally';
import { unsyncedCuts } from './rig-unsynced';
import type { Tools } from './rig-world';

/** How much of everything. */
export interface Amounts {
  /** Lives of operators, apart from the power cuts' and the crowds'. */
  readonly runs: number;
  readonly cuts: number;
  readonly operators: number;
  /** Asked for by each operator of the crowds together. */
  readonly promotions: number;
  /** Operators at once, apart from the crowds. */
  readonly workers: number;
}

/** The parts of a run, in order, each with its share of the runs. */
export const runPlan = async (
  tools: Tools,
  { runs, cuts, operators, promotions, workers }: Amounts,
  told: (tally: Tally) => void,
): Promise<readonly Tally[]> => {
  const share = (part: number): number => Math.ceil(runs * part);
  // One environment, which everybody wants, is mostly refusals; several are mostly deployments beside one another.
  const contended = Math.ceil(promotions / 2);
  const parts: readonly (() => Promise<Tally>)[] = [
    () => runChains(tools, killsAtRandom, share(0.52), workers),
    () => killsAtCalls(tools, share(0.22), workers),
    () => runChains(tools, misbehaviours, share(0.12), workers),
    () => runChains(tools, gitFaults, share(0.06), workers),
    () => unsyncedCuts(tools, share(0.04), workers),
    () => fullDisks(tools, share(0.02), workers),
    () => failingSyncs(tools, share(0.02), workers),
    () => powerCuts(tools, cuts, workers),
    () => runCrowd(tools, { operators, promotions: contended, environments: 1 }),
    () => runCrowd(tools, { operators, promotions: promotions - contended, environments: operators }),
  ];
  const tallies: Tally[] = [];
  for (const part of parts) {
    const tally = await part();
    tallies.push(tally);
    told(tally);
  }
  return tallies;
};
