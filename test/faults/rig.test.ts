import { expect, test } from '@playwright/test';
import { runChains } from '../support/rig-chain';
import { killsAtCalls } from '../support/rig-calls';
import { runCrowd } from '../support/rig-crowd';
import { failingSyncs, fullDisks } from '../support/rig-disk';
import { killsAtRandom, misbehaviours } from '../support/rig-kills';
import { noPower, powerCuts } from '../support/rig-power';
import { gitFaults } from '../support/rig-remote';
import { complaintsOf } from '../support/rig-table';
import type { Tally } from '../support/rig-tally';
import { withTools } from '../support/rig-tools';
import { unsyncedCuts } from '../support/rig-unsynced';
import type { Tools } from '../support/rig-world';

// The short version of `npm run faults`: the same processes, faults and judge, fewer of each.

/** Runs a part; what is lost, doubled, false or unfinished is said. */
const clean = async (part: (tools: Tools) => Promise<Tally>): Promise<Tally> => {
  const tally = await withTools(part);
  expect(tally.notPossible).toBeNull();
  expect(complaintsOf([tally])).toEqual([]);
  return tally;
};

test.beforeEach(() => test.setTimeout(240_000));

test('operators killed at any time lose nothing, send nothing twice, tell nothing false', async () => {
  const { kills } = await clean((tools) => runChains(tools, killsAtRandom, 60, 1));
  expect(kills).toBeGreaterThan(20);
});

test('nor do operators killed at system calls all over their way', async () => {
  const { kills } = await clean((tools) => killsAtCalls(tools, 46, 1));
  expect(kills).toBeGreaterThan(20);
});

test('nor do operators whose endpoint misbehaves in eleven ways, killed or not', async () => {
  const { faults } = await clean((tools) => runChains(tools, misbehaviours, 25, 1));
  expect(faults).toBeGreaterThanOrEqual(22);
});

test('nor do operators whose git is killed, lied to, locked out, or whose remote refuses, forgets, hangs, is down or is rewritten', async () => {
  const { faults } = await clean((tools) => runChains(tools, gitFaults, 19, 1));
  expect(faults).toBeGreaterThanOrEqual(16);
});

test('nor do operators whose disk forgets what was not synced', async () => {
  const { faults } = await clean((tools) => unsyncedCuts(tools, 23, 1));
  expect(faults).toBeGreaterThan(5);
});

test('nor do operators whose disk is full, or fails to sync', async () => {
  const full = await clean((tools) => fullDisks(tools, 13, 1));
  expect(full.faults).toBeGreaterThan(0);
  const failing = await clean((tools) => failingSyncs(tools, 21, 1));
  expect(failing.faults).toBeGreaterThan(0);
});

test('nor do operators whose power is cut; where nothing may be mounted, the rig says so', async () => {
  await withTools(async (tools) => {
    const why = await noPower(tools.folder);
    const tally = await powerCuts(tools, 10, 1);
    expect(complaintsOf([tally])).toEqual([]);
    expect(tally.notPossible).toBe(why);
    expect(tally.cuts).toBe(why === null ? 10 : 0);
  });
});

test('four operators who want the same environment, and four who share only the ledger', async () => {
  const same = await clean((tools) => runCrowd(tools, { operators: 4, promotions: 4, environments: 1 }));
  expect(same.promotions).toBe(16);
  const shared = await clean((tools) => runCrowd(tools, { operators: 4, promotions: 4, environments: 4 }));
  expect(shared.promotions).toBe(16);
});
