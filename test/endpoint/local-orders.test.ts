import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { findOwner } from '../../main/endpoints/local/owner';
import { socketPath } from '../../main/endpoints/local/socket-path';
import { stopLocal } from '../../main/endpoints/local/stop-local';
import { ask, better, exits, good, isRunning, parent, silent, slow, stubborn, test } from '../support/endpoint-local';
import { deploy, failureOf, freePort, never, orderOf, targetOf } from '../support/endpoint-orders';
import { commitOf } from '../support/endpoint-services';
import { proves } from '../support/proves';

test('looking where nothing was ever deployed starts nothing and leaves nothing behind', async ({ local }) => {
  const target = await local.target();
  expect((await local.open().observe(target, never)).outcome).toEqual({ kind: 'nothing' });
  await expect(readdir(local.stateFolder)).rejects.toThrow('ENOENT');
});

test('the same order twice starts once, one after the other', proves('local', 'deploy', 'find'), async ({ local }) => {
  const target = await local.target();
  const order = orderOf(target, good);
  const first = await deploy(local.open(), order);
  const second = await deploy(local.open(), order);
  expect(second.receipt).toEqual(first.receipt);
  expect(await local.starts()).toHaveLength(1);
});

test('the same order twice starts once, both at the same time and from two apps', async ({ local }) => {
  const target = await local.target();
  const order = orderOf(target, good);
  const both = await Promise.all([deploy(local.open(), order), deploy(local.open(), order)]);
  expect(both.map((heard) => heard.receipt.kind)).toEqual(['accepted', 'accepted']);
  expect(await local.starts()).toHaveLength(1);
  const [environment = ''] = await readdir(join(local.stateFolder, 'releases'));
  expect(await readdir(join(local.stateFolder, 'releases', environment))).toHaveLength(1);
});

test('an order refused once is refused again without a second start', proves('local', 'refused'), async ({ local }) => {
  const order = orderOf(await local.target(), exits);
  const first = await deploy(local.open(), order);
  const second = await deploy(local.open(), order);
  expect(second.receipt).toEqual(first.receipt);
  expect(await local.starts()).toHaveLength(1);
});

test(
  'after an answer that nobody waited for, the order is found',
  proves('local', 'find', 'cut'),
  async ({ local }) => {
    const endpoint = local.open();
    const target = await local.target();
    const order = orderOf(target, slow);
    expect(await endpoint.find(order, never)).toBe('unheard of');
    const stop = new AbortController();
    const heard = deploy(endpoint, order, stop.signal);
    await expect.poll(() => local.starts()).toHaveLength(1);
    stop.abort();
    expect((await heard).receipt).toEqual({ kind: 'unclear', failure: { kind: 'cancelled' } });
    await local.go();
    await expect.poll(() => endpoint.find(order, never)).toMatchObject({ kind: 'accepted' });
    expect((await endpoint.observe(target, never)).outcome).toMatchObject({ kind: 'running', named: slow });
  },
);

test('sixteen components and environments start at once, under one supervisor, also when two apps order them', async ({
  local,
}) => {
  const apps = [local.open(), local.open()] as const;
  const targets = await Promise.all(
    Array.from({ length: 16 }, (_, n) =>
      local.target({ component: `c${n % 4}`, environment: `e${Math.floor(n / 4)}` }),
    ),
  );
  const heard = await Promise.all(targets.map((target, n) => deploy(apps[n % 2 === 0 ? 0 : 1], orderOf(target, good))));
  expect(heard.map((h) => h.receipt.kind)).toEqual(Array(16).fill('accepted'));
  const pids = await Promise.all(targets.map(async (target) => (await ask(target))?.pid));
  expect(new Set(pids).size).toBe(16);
  const owners = (await readdir(local.stateFolder)).filter((name) => name.startsWith('owner-'));
  expect(owners).toEqual(['owner-1.json']);
});

test('stopping leaves no process, neither a service that ignores TERM nor a child of a service', async ({ local }) => {
  const endpoint = local.open();
  const targets = [await local.target(), await local.target({ component: 'basket' })] as const;
  await deploy(endpoint, orderOf(targets[0], stubborn));
  await deploy(endpoint, orderOf(targets[1], parent));
  const owner = await findOwner(local.stateFolder);
  const pids = await local.starts();
  expect(pids).toHaveLength(3);
  expect(pids.every(isRunning)).toBe(true);
  await stopLocal(local.stateFolder);
  expect([owner!.pid, ...pids].filter(isRunning)).toEqual([]);
  expect((await endpoint.observe(targets[0], never)).outcome).toEqual({ kind: 'nothing' });
  expect(await findOwner(local.stateFolder)).toBeNull();
});

test('stopping ends what runs even where the supervisor hangs', async ({ local }) => {
  await deploy(local.open(), orderOf(await local.target(), good));
  const owner = await findOwner(local.stateFolder);
  process.kill(owner!.pid, 'SIGSTOP');
  await stopLocal(local.stateFolder, 500);
  expect([owner!.pid, ...(await local.starts())].filter(isRunning)).toEqual([]);
});

test('the last three releases are kept', async ({ local }) => {
  const endpoint = local.open();
  const target = await local.target();
  for (const commit of [good, better, good, better, exits]) await deploy(endpoint, orderOf(target, commit));
  const [environment = ''] = await readdir(join(local.stateFolder, 'releases'));
  await expect.poll(() => readdir(join(local.stateFolder, 'releases', environment))).toHaveLength(3);
});

test('a port that something else has is refused by name, and nothing is started', async ({ local }) => {
  const endpoint = local.open();
  const target = await local.target();
  await deploy(endpoint, orderOf(target, good));
  const { receipt } = await deploy(
    endpoint,
    orderOf(await local.target({ component: 'basket', port: target.port }), good),
  );
  expect(failureOf(receipt)).toMatchObject({ kind: 'not-started', where: 'basket in dev' });
  expect(JSON.stringify(receipt)).toContain(`port ${target.port} can't be had`);
  expect(await local.starts()).toHaveLength(1);
});

test('what can’t be run is refused before anything is checked out', async ({ local }) => {
  const port = await freePort();
  const run = [process.execPath, 'server.js'];
  const cases = [
    [targetOf({ kind: 'local' }, { port }), 'no `run`'],
    [targetOf({ kind: 'local', run }), 'no `port`'],
    [
      targetOf({ kind: 'local', run, env: { TOKEN: '${secret:TOKEN}' } }, { port }),
      'a secret is given to addresses only',
    ],
  ] as const;
  for (const [target, why] of cases) {
    const { receipt, steps } = await deploy(local.open(), orderOf(target, good));
    expect(failureOf(receipt)).toMatchObject({ kind: 'not-started' });
    expect(JSON.stringify(receipt)).toContain(why);
    expect(steps).toEqual([]);
  }
});

test('a commit that the mirror lacks, and a program that is not there, are refused', async ({ local }) => {
  const target = await local.target();
  const missing = await deploy(local.open(), orderOf(target, commitOf('9')));
  expect(failureOf(missing.receipt)).toMatchObject({ kind: 'commit-missing' });
  const nowhere = targetOf({ kind: 'local', run: ['no-such-program-here'] }, { port: await freePort() });
  const { receipt } = await deploy(local.open(), orderOf(nowhere, good));
  expect(failureOf(receipt)).toMatchObject({ kind: 'not-started' });
  // EACCES: there is a folder on the PATH that this user may not look into.
  expect(JSON.stringify(receipt)).toMatch(/ENOENT|EACCES/);
});

test.describe('a state folder whose path is longer than a socket’s may be', () => {
  test.use({ folderName: 'l'.repeat(120) });
  test('works all the same', async ({ local }) => {
    const target = await local.target();
    expect((await deploy(local.open(), orderOf(target, good))).receipt.kind).toBe('accepted');
    expect((await local.open().observe(target, never)).outcome).toMatchObject({ named: good });
    await deploy(local.open(1000), orderOf(target, silent));
    expect(await ask(target)).toMatchObject({ version: 'good' });
    const { folder } = socketPath(local.stateFolder);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    await stopLocal(local.stateFolder);
    await expect(stat(folder)).rejects.toThrow('ENOENT');
  });
});
