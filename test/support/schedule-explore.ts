import * as fc from 'fast-check';
import { enumerated, recorded, replayed, seeded, type Choices } from './schedule-choices';
import { anyPlan } from './schedule-plan';
import { play, type Outcome } from './schedule-run';
import type { Plan, Sabotage, Tally } from './schedule-world';

export interface Exploration {
  readonly tally: Tally;
  readonly seconds: number;
  /** The first schedule that broke an invariant: its seed, and the shortest like it, turn by turn. */
  readonly violation: { readonly seed: number; readonly text: string } | null;
}

interface Going {
  readonly sabotage: Sabotage | null;
  readonly tally: Tally;
  readonly jumps?: boolean;
  readonly tell?: (text: string) => void;
}

const go = (choices: Choices, { sabotage, tally, jumps = true, tell }: Going): Promise<Outcome> =>
  play(anyPlan(choices, sabotage, jumps), choices, tally, tell ?? null);

const kindOf = (violation: string | undefined): string | undefined => violation?.replace(/:? ?[0-9a-f-]{36}.*$/, '');

/** A schedule turn by turn, as it can be read. */
export const traceOf = async (choices: Choices, sabotage: Sabotage | null): Promise<string> => {
  const lines: string[] = [];
  await go(choices, { sabotage, tally: {}, tell: (text) => lines.push(text) });
  return lines.join('\n');
};

/** The shortest schedule that still breaks the same invariant. */
const simplest = async (seed: number, sabotage: Sabotage | null): Promise<readonly number[]> => {
  const tape: number[] = [];
  const first = await go(recorded(seeded(seed), tape), { sabotage, tally: {} });
  const kind = kindOf(first.violations[0]);
  const breaks = async (choices: readonly number[]): Promise<boolean> => {
    const { violations } = await go(replayed(choices), { sabotage, tally: {} });
    return kindOf(violations[0]) !== kind;
  };
  const anyTape = fc.array(fc.nat(255), { maxLength: tape.length });
  const found = await fc.check(fc.asyncProperty(anyTape, breaks), {
    examples: [[tape]],
    numRuns: 1,
    interruptAfterTimeLimit: 20_000,
  });
  return found.counterexample?.[0] ?? tape;
};

/** Every so many schedules are played a second time with clocks that nobody turns. */
const everySo = 16;

/** Without the jumps, the same choices must lead to the same orders and the same entries: no wall clock decides anything. */
const clocksDecide = async (seed: number, went: Outcome, tally: Tally): Promise<boolean> => {
  if (seed % everySo !== 0) return false;
  tally['played again without clock jumps'] = (tally['played again without clock jumps'] ?? 0) + 1;
  const again = await go(seeded(seed), { sabotage: null, tally: {}, jumps: false });
  return again.digest !== went.digest;
};

/** Plays `runs` schedules, from seed `from` on, or until one breaks an invariant. */
export const explore = async (from: number, runs: number, sabotage: Sabotage | null = null): Promise<Exploration> => {
  const tally: Tally = {};
  const began = performance.now();
  const seconds = (): number => (performance.now() - began) / 1000;
  for (let seed = from; seed < from + runs; seed += 1) {
    const went = await go(seeded(seed), { sabotage, tally });
    const [broken] = went.violations;
    if (broken !== undefined) {
      const trace = await traceOf(replayed(await simplest(seed, sabotage)), sabotage);
      const text = `schedule ${seed}: ${broken}\nThe simplest like it:\n${trace}`;
      return { tally, seconds: seconds(), violation: { seed, text } };
    }
    if (sabotage === null && (await clocksDecide(seed, went, tally)))
      return {
        tally,
        seconds: seconds(),
        violation: { seed, text: `schedule ${seed}: a wall clock decided something` },
      };
    // Whoever runs this may have something to say meanwhile.
    if (seed % 256 === 0) await new Promise(setImmediate);
  }
  return { tally, seconds: seconds(), violation: null };
};

/** Plays every schedule of a plan with at most `most` choices that are not calm. */
export const exhaust = async (plan: Plan, most: number): Promise<Exploration> => {
  const tally: Tally = {};
  const began = performance.now();
  const all = enumerated(most);
  for (let schedule = 0, more = true; more; schedule += 1) {
    const tape: number[] = [];
    const { violations } = await play(plan, recorded(all.choices, tape), tally);
    const seconds = (performance.now() - began) / 1000;
    if (violations.length > 0) {
      const lines: string[] = [];
      await play(plan, replayed(tape), {}, (text) => lines.push(text));
      return { tally, seconds, violation: { seed: schedule, text: lines.join('\n') } };
    }
    if (schedule % 256 === 0) await new Promise(setImmediate);
    more = all.next();
  }
  return { tally, seconds: (performance.now() - began) / 1000, violation: null };
};

export const figures = ({ tally, seconds }: Exploration): string => {
  const { schedules = 0, ...rest } = tally;
  const said = Object.keys(rest)
    .sort()
    .map((what) => `${what} ${rest[what] ?? 0}`);
  return `figures: ${schedules} schedules, ${seconds.toFixed(1)} s, ${said.join(', ')}`;
};
