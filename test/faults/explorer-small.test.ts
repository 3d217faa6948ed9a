import { expect, test } from '@playwright/test';
import { enumerated } from '../support/schedule-choices';
import { exhaust, figures } from '../support/schedule-explore';
import { smallPlan } from '../support/schedule-plan';
import type { Faults } from '../support/schedule-world';

// Two people have clicked for one environment. The calm schedule lets each go on until it waits; every schedule that departs
// from it at no more than so many points is played. HUMDRUM_BOUND adds to the points.
const more = Number(process.env['HUMDRUM_BOUND'] ?? 0);

const everything: Partial<Faults> = {
  kill: 1, endpoint: 1, pushLost: 1, pushLies: 1, ledgerDown: 1, unreadable: 1, stale: 1, journal: 1, slow: 1,
}; // oxfmt-ignore

const spaces: readonly (readonly [what: string, faults: Partial<Faults>, points: number, atLeast: number])[] = [
  ['every order of two people’s steps', {}, 4, 5000],
  ['a kill at every step, and an endpoint that does anything', { kill: 1, endpoint: 1 }, 3, 10_000],
  ['everything that goes wrong, at every step', everything, 2, 2000],
];

for (const [what, faults, points, atLeast] of spaces)
  test(`${what}, up to ${points} departures: nothing is lost, nothing sent twice, no verdict false`, async () => {
    test.setTimeout(0);
    const explored = await exhaust(smallPlan(faults), points + more);
    console.log(figures(explored));
    expect(explored.violation?.text ?? 'none').toBe('none');
    expect(explored.tally['schedules']).toBeGreaterThan(atLeast);
    expect(explored.tally['orders']).toBeGreaterThan(atLeast / 2);
  });

test('the small space holds a schedule that a missing lease breaks', async () => {
  const { violation } = await exhaust(smallPlan({}, 'lease not checked'), 3);
  expect(violation?.text ?? 'nothing').toMatch(/history was rewritten/);
});

test('all choices with at most so many departures are made, each once', () => {
  const made = new Set<string>();
  const all = enumerated(2);
  do {
    const picks = [3, 2, 4, 2].map((n) => all.choices.pick(n));
    expect(made).not.toContain(picks.join(' '));
    made.add(picks.join(' '));
  } while (all.next());
  // None, one (2 + 1 + 3 + 1) or two of them (2·1 + 2·3 + 2·1 + 1·3 + 1·1 + 3·1) are not calm.
  expect(made.size).toBe(1 + 7 + 17);
});
