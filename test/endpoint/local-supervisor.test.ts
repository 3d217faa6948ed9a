import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { findOwner, takeOwnership } from '../../main/endpoints/local/owner';
import { createSupervisorClient } from '../../main/endpoints/local/supervisor-client';
import { processesOf } from '../support/app-processes';
import { ask, good, isRunning, stubborn, test, versions } from '../support/endpoint-local';
import { deploy, never, orderOf } from '../support/endpoint-orders';
import { sourceOf } from '../support/endpoint-services';

test('of many supervisors started at once for one folder one stays', async ({ local }) => {
  const children = Array.from({ length: 8 }, () =>
    spawn(process.execPath, [local.supervisorScript, local.stateFolder], { detached: true, stdio: 'ignore' }),
  );
  const codes: (number | null)[] = [];
  for (const child of children) child.once('exit', (code) => codes.push(code));
  await expect.poll(() => codes.length).toBe(7);
  expect(codes).toEqual(Array(7).fill(0));
  const owner = await findOwner(local.stateFolder);
  expect(children.filter((child) => child.exitCode === null).map((child) => child.pid)).toEqual([owner?.pid]);
});

for (const [what, left] of [
  ['where nobody was', null],
  ['after an owner that is dead', '{}'],
] as const) {
  test(`of many that take a folder at the same moment one gets it, ${what}`, async ({ local }) => {
    await mkdir(local.stateFolder);
    if (left !== null) await writeFile(join(local.stateFolder, 'owner-7.json'), left);
    const taken = await Promise.all(Array.from({ length: 40 }, () => takeOwnership(local.stateFolder)));
    const owners = taken.filter((ownership) => ownership !== null);
    expect(owners).toHaveLength(1);
    expect(await owners[0]!.hold()).toBe('mine');
    await owners[0]!.release();
    expect(await takeOwnership(local.stateFolder)).not.toBeNull();
    expect(await owners[0]!.hold()).toBe('lost');
    // This process is no supervisor: what it took must not be stopped as one.
    await rm(local.stateFolder, { recursive: true });
  });
}

test('a start that reaches the supervisor twice is done once', async ({ local }) => {
  const folder = join(local.stateFolder, 'release');
  await sourceOf(versions).checkout('catalog', good, join(folder, 'tree'), never);
  const target = await local.target();
  const release = {
    order: randomUUID(),
    commit: good,
    folder,
    run: [process.execPath, 'server.js'],
    env: { STARTS: join(local.stateFolder, 'starts') },
    health: null,
  };
  const { component, environment, port } = target;
  const request = { type: 'start', component, environment, port: port!, withinMs: 20_000, release } as const;
  const talk = createSupervisorClient(local.stateFolder, local.supervisorScript);
  const first = await talk({ request, withinMs: 20_000 });
  const again = { ...request, release: { ...release, folder: '/elsewhere' } };
  expect(await talk({ request: again, withinMs: 20_000 })).toEqual(first);
  expect(first).toMatchObject({ answer: { receipt: { kind: 'accepted' }, folder } });
  expect((await readFile(release.env.STARTS, 'utf8')).trim().split('\n')).toHaveLength(1);
});

test('whatever runs for a folder names it, in its command line or its environment', async ({ local }) => {
  await deploy(local.open(), orderOf(await local.target(), good));
  const owner = await findOwner(local.stateFolder);
  const expected = [owner!.pid, ...(await local.starts())];
  expect(new Set(processesOf(local.stateFolder))).toEqual(new Set(expected));
});

test('a supervisor told to end ends its services, and the next look starts them again', async ({ local }) => {
  const endpoint = local.open();
  const target = await local.target();
  await deploy(endpoint, orderOf(target, stubborn));
  const owner = await findOwner(local.stateFolder);
  process.kill(owner!.pid, 'SIGTERM');
  await expect.poll(() => isRunning(owner!.pid), { timeout: 10_000 }).toBe(false);
  expect((await local.starts()).filter(isRunning)).toEqual([]);
  await expect
    .poll(async () => (await endpoint.observe(target, never)).outcome)
    .toMatchObject({ named: stubborn, health: 'unknown', healthText: null });
  expect(await ask(target)).toMatchObject({ version: 'stubborn' });
});

test('a supervisor whose folder is removed ends its services and itself', async ({ local }) => {
  await deploy(local.open(), orderOf(await local.target(), good));
  const owner = await findOwner(local.stateFolder);
  const pids = [owner!.pid, ...(await local.starts())];
  expect(pids.filter(isRunning)).toHaveLength(2);
  await rm(local.stateFolder, { recursive: true });
  await expect.poll(() => pids.filter(isRunning), { timeout: 10_000 }).toEqual([]);
});
