import type { Commit } from '../../contract/commit';
import { calm, type Choices } from './schedule-choices';
import { Turns } from './schedule-turns';
import { commit } from './entries';

/** What goes wrong, each so many times in 256; 0 is off. */
export interface Faults {
  readonly kill: number;
  readonly ledgerDown: number;
  readonly pushLost: number;
  readonly pushLies: number;
  readonly stale: number;
  readonly slow: number;
  readonly journal: number;
  readonly endpoint: number;
  readonly unreadable: number;
  readonly clock: number;
}

export const noFaults: Faults = {
  kill: 0, ledgerDown: 0, pushLost: 0, pushLies: 0, stale: 0, slow: 0, journal: 0, endpoint: 0, unreadable: 0, clock: 0,
}; // oxfmt-ignore

/** A port that is broken on purpose: the judge has to notice. */
export type Sabotage = 'lease not checked' | 're-read skipped' | 'journal forgets' | 'SENDING written late';

export interface Plan {
  readonly machines: number;
  readonly environments: number;
  readonly components: number;
  readonly faults: Faults;
  /** Clicks and other acts of people, in all. */
  readonly acts: number;
  /** The endpoint can be asked whether it heard an order. */
  readonly finds: boolean;
  readonly verified: boolean;
  readonly sabotage: Sabotage | null;
  /** Clocks jump: off, the same schedule must go the same way. */
  readonly jumps: boolean;
  /** Everybody has clicked when the schedule begins, each for another candidate. */
  readonly rush: boolean;
  /** Whoever goes, goes on for a while, and the others stand still: else nobody ever falls far behind. */
  readonly sticky: boolean;
}

/** How often each kind of trouble came. */
export type Tally = Record<string, number>;

/** What one schedule happens to. */
export interface World {
  readonly turns: Turns;
  readonly plan: Plan;
  faults: Faults;
  choices: Choices;
  readonly tally: Tally;
  readonly violations: string[];
  /** Set where somebody reads along. */
  readonly tell: ((text: string) => void) | null;
  /** Ids that are the same whenever the schedule is played again. */
  id(): string;
}

export const commits: readonly [Commit, Commit, Commit] = [commit('a'), commit('b'), commit('c')];

/** How long a deployment that was accepted may take to land: nobody knows. */
export const anyTime = Infinity;

export const makeWorld = (plan: Plan, tally: Tally, tell: ((text: string) => void) | null): World => {
  let ids = 0;
  return {
    turns: new Turns(),
    plan,
    faults: plan.faults,
    choices: calm,
    tally,
    violations: [],
    tell,
    id: () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`,
  };
};

/** Whether a fault comes now; counted where it does. */
export const comes = (world: World, fault: keyof Faults, counted: string): boolean => {
  if (!world.choices.odds(world.faults[fault])) return false;
  count(world, counted);
  return true;
};

export const count = (world: World, what: string): void => {
  world.tally[what] = (world.tally[what] ?? 0) + 1;
};

export const short = (id: string): string => id.slice(-3).replace(/^0+/, '#');
