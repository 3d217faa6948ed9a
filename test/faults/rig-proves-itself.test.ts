import { expect, test } from '@playwright/test';
import type { Sabotage } from '../support/bundle-process';
import { runChains } from '../support/rig-chain';
import { runCrowd } from '../support/rig-crowd';
import { noPower, powerCuts } from '../support/rig-power';
import { gitFaults, remoteFaults } from '../support/rig-remote';
import { withoutFsync, withoutLease, withoutReadingAgain } from '../support/rig-sabotage';
import type { Tally } from '../support/rig-tally';
import { withTools } from '../support/rig-tools';
import { unsyncedCuts } from '../support/rig-unsynced';
import type { Tools } from '../support/rig-world';

// A judge that finds nothing is worth what it finds where there is something. What keeps things from being lost is taken out of the
// operator's programme, one at a time, and the same rig has to report losses.

const wrongs = async (sabotage: Sabotage, part: (tools: Tools) => Promise<Tally>): Promise<number> => {
  const { judgement } = await withTools(part, sabotage);
  return judgement.lost.length + judgement.doubled.length;
};

test.beforeEach(() => test.setTimeout(240_000));

test('without fsync, a disk that forgets what was not synced loses what the journal had taken', async () => {
  expect(await wrongs(withoutFsync, (tools) => unsyncedCuts(tools, 23, 2))).toBeGreaterThan(0);
});

test('without fsync, power cuts lose what the journal had taken; where nothing may be mounted, the rig says so', async () => {
  await withTools(async (tools) => {
    const why = await noPower(tools.folder);
    const { judgement, notPossible } = await powerCuts(tools, 12, 2);
    expect(notPossible).toBe(why);
    expect(judgement.lost.length > 0).toBe(why === null);
  }, withoutFsync);
});

test('without reading again after a push, orders go out that are on no ledger', async () => {
  const forgetful = {
    ...gitFaults,
    disturb: (...[world, n]: Parameters<typeof gitFaults.disturb>) =>
      n % 2 === 0 ? remoteFaults.forgets(world) : remoteFaults['push lies'](world),
  };
  expect(await wrongs(withoutReadingAgain, (tools) => runChains(tools, forgetful, 9, 2))).toBeGreaterThan(0);
});

test('without the lease, operators overwrite one another’s entries', async () => {
  const crowd = { operators: 4, promotions: 6, environments: 1 };
  expect(await wrongs(withoutLease, (tools) => runCrowd(tools, crowd))).toBeGreaterThan(0);
});
