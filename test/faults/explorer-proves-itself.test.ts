import { expect, test } from '@playwright/test';
import { explore } from '../support/schedule-explore';
import type { Sabotage } from '../support/schedule-world';

// A judge that never finds anything proves nothing: each of these ports is broken on purpose.

const broken: readonly (readonly [Sabotage, RegExp])[] = [
  ['lease not checked', /history was rewritten/],
  ['re-read skipped', /the first byte without a SENDING on the ledger|no verdict/],
  ['journal forgets', /the journal of \w+ lost \d+ records/],
  ['SENDING written late', /the first byte before the journal’s SENDING|the journal of \w+ lost/],
];

for (const [sabotage, says] of broken)
  test(`the explorer notices within 2,000 schedules: ${sabotage}`, async () => {
    const { violation, tally } = await explore(1, 2000, sabotage);
    console.log(`figures: ${sabotage}: noticed after ${tally['schedules']} schedules`);
    expect(violation?.text ?? 'nothing').toMatch(says);
  });

test('a schedule is the same whenever it is played, and can be read turn by turn', async () => {
  const { violation } = await explore(1, 2000, 'SENDING written late');
  expect(await explore(violation?.seed ?? 0, 1, 'SENDING written late')).toMatchObject({ violation });
  expect(violation?.text).toMatch(/starts\n[^]*promotes . to production\n[^]*VIOLATION/);
});
