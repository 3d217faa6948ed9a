import type { Choices } from './schedule-choices';
import { noFaults, type Faults, type Plan, type Sabotage } from './schedule-world';

const rates: Faults = {
  kill: 8, ledgerDown: 24, pushLost: 80, pushLies: 16, stale: 24, slow: 40, journal: 10, endpoint: 140, unreadable: 30, clock: 16,
}; // oxfmt-ignore

/** Each schedule has some of the troubles and not the others: what many at once would hide shows itself. */
export const anyPlan = (choices: Choices, sabotage: Sabotage | null, jumps: boolean): Plan => {
  const some = Object.entries(rates).map(([fault, rate]) => [fault, choices.pick(2) * rate]);
  return {
    // as: the very keys of `rates`
    faults: { ...noFaults, ...(Object.fromEntries(some) as unknown as Faults) },
    machines: 1 + ((choices.pick(4) + 1) % 4 > 0 ? 1 : 0) + (choices.pick(4) === 3 ? 1 : 0),
    environments: 1 + (choices.pick(4) === 3 ? 1 : 0),
    components: 1 + (choices.pick(4) === 3 ? 1 : 0),
    acts: 2 + choices.pick(5),
    finds: choices.pick(2) === 0,
    verified: choices.pick(4) === 3,
    sabotage,
    jumps,
    rush: choices.pick(4) === 3,
    sticky: choices.pick(2) === 1,
  };
};

/** Two people, one environment, both have clicked: small enough to try every schedule up to a bound. */
export const smallPlan = (faults: Partial<Faults>, sabotage: Sabotage | null = null): Plan => ({
  faults: { ...noFaults, ...faults },
  machines: 2,
  environments: 1,
  components: 1,
  acts: 0,
  finds: true,
  verified: false,
  sabotage,
  jumps: true,
  rush: true,
  sticky: false,
});
