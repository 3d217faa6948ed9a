import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Target } from '../../contract/workspace';
import { findOwner } from '../../main/endpoints/local/owner';
import { startClient } from '../support/endpoint-client';
import { ask, better, good, isRunning, slow, test, type LocalRig } from '../support/endpoint-local';
import { deploy, never, orderOf } from '../support/endpoint-orders';
import { proves } from '../support/proves';

/** Ends the supervisor and the service at once, as a restart of the machine does; answers what the service had said. */
const endAll = async (local: LocalRig, target: Target) => {
  const before = await ask(target);
  const owner = await findOwner(local.stateFolder);
  process.kill(owner!.pid, 'SIGKILL');
  process.kill(before!.pid, 'SIGKILL');
  await expect.poll(() => isRunning(owner!.pid) || isRunning(before!.pid)).toBe(false);
  return before;
};

test('a service survives the app that deployed it, killed', async ({ local }) => {
  const target = await local.target();
  const client = await startClient(local, orderOf(target, good));
  await client.says('"kind":"accepted"');
  const before = await ask(target);
  await client.kill();
  expect(await ask(target)).toEqual(before);
  expect((await local.open().observe(target, never)).outcome).toMatchObject({ kind: 'running', named: good });
});

test('an order goes on when its app is killed while it starts, and the next app finds it', async ({ local }) => {
  const target = await local.target();
  const order = orderOf(target, slow);
  const client = await startClient(local, order);
  await client.says('starting slow');
  await client.kill();
  const endpoint = local.open();
  expect(await endpoint.find(order, never)).toMatchObject({ kind: 'unclear' });
  await local.go();
  await expect.poll(async () => endpoint.find(order, never)).toMatchObject({ kind: 'accepted' });
  expect(await ask(target)).toMatchObject({ version: 'slow' });
  expect(await local.starts()).toHaveLength(1);
});

test('when the supervisor is killed the next look starts another, which adopts what runs', async ({ local }) => {
  const endpoint = local.open();
  const target = await local.target({ health: { url: 'http://127.0.0.1:${port}/health' } });
  await deploy(endpoint, orderOf(target, good));
  const before = await ask(target);
  const first = await findOwner(local.stateFolder);
  process.kill(first!.pid, 'SIGKILL');
  await expect.poll(() => isRunning(first!.pid)).toBe(false);
  expect(isRunning(before!.pid)).toBe(true);

  expect((await endpoint.observe(target, never)).outcome).toMatchObject({ named: good, health: 'healthy' });
  expect((await findOwner(local.stateFolder))!.pid).not.toBe(first!.pid);
  expect(await ask(target)).toEqual(before);
  expect(await local.starts()).toHaveLength(1);

  await deploy(endpoint, orderOf(target, better));
  expect(await ask(target)).toMatchObject({ version: 'better' });
  await expect.poll(() => isRunning(before!.pid)).toBe(false);
});

test('what died with the supervisor, as when the machine restarts, is started again by the next look', async ({
  local,
}) => {
  const endpoint = local.open();
  const target = await local.target();
  await deploy(endpoint, orderOf(target, good));
  const before = await endAll(local, target);

  await expect
    .poll(async () => (await endpoint.observe(target, never)).outcome)
    .toMatchObject({ kind: 'running', named: good, health: 'unknown', healthText: null });
  const after = await ask(target);
  expect(after).toMatchObject({ version: 'good' });
  expect(after!.pid).not.toBe(before!.pid);
});

test('a service that is being started again after the machine was is said to be starting, not unhealthy', async ({
  local,
}) => {
  const endpoint = local.open();
  const target = await local.target({ health: { url: 'http://127.0.0.1:${port}/health' } });
  await deploy(endpoint, orderOf(target, good));
  await endAll(local, target);
  const seen = new Set<string>();
  await expect
    .poll(async () => {
      const { outcome } = await endpoint.observe(target, never);
      const said = outcome.kind === 'running' ? `${outcome.health}: ${outcome.healthText ?? ''}` : outcome.kind;
      seen.add(said);
      return said;
    })
    .toBe('healthy: ');
  expect([...seen]).toEqual(['unknown: it was stopped with its supervisor, and is being started again', 'healthy: ']);
});

test(
  'an order that its supervisor did not live to finish is refused, and its process is gone',
  proves('local', 'lies'),
  async ({ local }) => {
    const target = await local.target();
    const order = orderOf(target, slow);
    const client = await startClient(local, order);
    await client.says('starting slow');
    await client.kill();
    const owner = await findOwner(local.stateFolder);
    process.kill(owner!.pid, 'SIGKILL');
    await expect.poll(() => isRunning(owner!.pid)).toBe(false);
    const endpoint = local.open();
    expect(await endpoint.find(order, never)).toMatchObject({ kind: 'refused', failure: { kind: 'not-started' } });
    const [pid] = await local.starts();
    await expect.poll(() => isRunning(pid!)).toBe(false);
    expect((await endpoint.observe(target, never)).outcome).toEqual({ kind: 'nothing' });
  },
);

test('a process that was started but never written down is found and ended', async ({ local }) => {
  const target = await local.target();
  const order = orderOf(target, slow);
  const client = await startClient(local, order);
  await client.says('starting slow');
  await client.kill();
  const owner = await findOwner(local.stateFolder);
  process.kill(owner!.pid, 'SIGKILL');
  await expect.poll(() => isRunning(owner!.pid)).toBe(false);
  // As the disk is when the power of the supervisor ends between the start and the write.
  const file = join(local.stateFolder, 'state.json');
  const state = JSON.parse(await readFile(file, 'utf8')) as { slots: Record<string, { processes: unknown[] }> };
  for (const slot of Object.values(state.slots)) slot.processes = [];
  await writeFile(file, JSON.stringify(state));
  await local.open().find(order, never);
  const [pid] = await local.starts();
  await expect.poll(() => isRunning(pid!)).toBe(false);
});

test('a service that dies is started again; one that dies again and again is left down, and said to run nothing', async ({
  local,
}) => {
  const endpoint = local.open();
  const target = await local.target();
  await deploy(endpoint, orderOf(target, good));
  for (let deaths = 1; deaths <= 3; deaths++) {
    const { pid } = (await ask(target))!;
    process.kill(pid, 'SIGKILL');
    await expect.poll(async () => (await ask(target))?.pid ?? pid).not.toBe(pid);
  }
  process.kill((await ask(target))!.pid, 'SIGKILL');
  await expect.poll(async () => (await endpoint.observe(target, never)).outcome).toEqual({ kind: 'nothing' });
  expect(await local.starts()).toHaveLength(4);
  expect((await deploy(endpoint, orderOf(target, better))).receipt.kind).toBe('accepted');
  expect(await ask(target)).toMatchObject({ version: 'better' });
});

test('a damaged state file is kept and said; what it names is ended, and a new order starts a new one', async ({
  local,
}) => {
  const endpoint = local.open();
  const target = await local.target();
  await deploy(endpoint, orderOf(target, good));
  const owner = await findOwner(local.stateFolder);
  process.kill(owner!.pid, 'SIGKILL');
  await expect.poll(() => isRunning(owner!.pid)).toBe(false);
  const [before] = await local.starts();
  const file = join(local.stateFolder, 'state.json');
  await writeFile(file, (await readFile(file, 'utf8')).slice(0, -20));
  expect((await endpoint.observe(target, never)).outcome).toMatchObject({ kind: 'unreadable' });
  expect((await deploy(endpoint, orderOf(target, better))).receipt.kind).toBe('accepted');
  expect(await ask(target)).toMatchObject({ version: 'better' });
  expect((await readdir(local.stateFolder)).some((name) => name.startsWith('state.json.damaged-'))).toBe(true);
  await expect.poll(() => isRunning(before!)).toBe(false);
});
