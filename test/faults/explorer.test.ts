import { expect, test } from '@playwright/test';
import { seeded } from '../support/schedule-choices';
import { explore, figures, traceOf } from '../support/schedule-explore';

// HUMDRUM_RUNS: how many schedules in all (200,000). HUMDRUM_FROM: the first seed. HUMDRUM_SEED: this one only, turn by turn.
const runs = Number(process.env['HUMDRUM_RUNS'] ?? 200_000);
const first = Number(process.env['HUMDRUM_FROM'] ?? 1);
const only = process.env['HUMDRUM_SEED'];

/** Without these a schedule would prove little. */
const troubles = [
  'kills', 'lost answers', 'lost orders', 'late landings', 'doubled messages', 'answers reordered', 'stale reads', 'clock jumps',
  'ledger unreachable', 'pushes that lied', 'journal failures', 'lies with 200', 'errors of what was done', 'refusals',
  'unreadable observations', 'clicks', 'takes', 'resolves', 'rolls', 'redeploys', 'stops', 'withdraws',
  'played again without clock jumps',
] as const; // oxfmt-ignore

// Two tests: each worker explores its half.
for (const half of [0, 1])
  test(`whatever the schedule, nothing is lost, nothing sent twice, no verdict false (${half + 1} of 2)`, async () => {
    test.setTimeout(0);
    if (only !== undefined) return console.log(await traceOf(seeded(Number(only)), null));
    const each = Math.ceil(runs / 2);
    const explored = await explore(first + half * each, each);
    console.log(figures(explored));
    expect(explored.violation?.text ?? 'none').toBe('none');
    expect(explored.tally['schedules']).toBe(each);
    for (const trouble of troubles) expect(explored.tally[trouble], trouble).toBeGreaterThan(0);
  });
