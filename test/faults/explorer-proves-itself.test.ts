import { expect, test } from '@playwright/test';
import { explore } from '../support/schedule-explore';
import type { Sabotage } from '../support/schedule-world';

// A judge that never finds anything proves nothing: each of these ports is broken on purpose.

const broken: readonly (readonly [Sabotage, RegExp])[] = [
  ['lease not checked', /history was rewritten/],
  ['re-read skipped', /the first byte without a SENDING on the ledger|no verdict/],
  ['journal forgets', /the journal of \w+ lost \d+ records/],
  ['SENDING written late', /the first byte before the journal’s SENDING/],
];

for (const [sabotage, says] of broken)
  test(`the explorer notices within 2,000 schedules: ${sabotage}`, async () => {
    // What is broken may break something else first: what it is known by is looked for as well.
    let seed = 1;
    let text = 'nothing';
    while (seed <= 2000 && !says.test(text)) {
      const { violation } = await explore(seed, 2001 - seed, sabotage);
      if (violation === null) break;
      ({ text } = violation);
      seed = violation.seed + 1;
    }
    console.log(`figures: ${sabotage}: noticed after ${seed - 1} schedules`);
    expect(text).toMatch(says);
  });

test('a schedule is the same whenever it is played, and can be read turn by turn', async () => {
  const { violation } = await explore(1, 2000, 'SENDING written late');
  expect(await explore(violation?.seed ?? 0, 1, 'SENDING written late')).toMatchObject({ violation });
  expect(violation?.text).toMatch(/starts\n[^]*promotes . to production\n[^]*VIOLATION/);
});
