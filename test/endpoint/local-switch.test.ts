import { Agent, get } from 'node:http';
import { expect } from '@playwright/test';
import { ailing, ask, better, chatty, exits, good, isRunning, silent, stubborn, test } from '../support/endpoint-local';
import { deploy, failureOf, never, orderOf } from '../support/endpoint-orders';
import { proves } from '../support/proves';

const read = (port: number, agent: Agent): Promise<string> =>
  new Promise((resolve, reject) => {
    const request = get({ port, host: '127.0.0.1', agent }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve(text));
      response.on('error', reject);
    });
    request.on('error', reject);
  });

test(
  'a deployment switches the port to the new version without one failed request',
  proves('local', 'deploy', 'observe', 'roll-back'),
  async ({ local }) => {
    const endpoint = local.open();
    const target = await local.target();
    expect((await deploy(endpoint, orderOf(target, good))).receipt.kind).toBe('accepted');
    const before = await ask(target);

    const enough = new AbortController();
    const failures: string[] = [];
    const versions = new Set<string>();
    const hammer = async (keepAlive: boolean): Promise<void> => {
      const agent = new Agent({ keepAlive, maxSockets: 1 });
      while (!enough.signal.aborted) {
        await read(target.port!, agent).then(
          (text) => versions.add((JSON.parse(text) as { version: string }).version),
          (error: unknown) => failures.push(String(error)),
        );
      }
      agent.destroy();
    };
    const hammers = [hammer(true), hammer(false), hammer(true)];
    await expect.poll(() => versions.has('good')).toBe(true);
    expect((await deploy(endpoint, orderOf(target, better))).receipt.kind).toBe('accepted');
    await expect.poll(() => isRunning(before!.pid), { timeout: 15_000 }).toBe(false);
    enough.abort();
    await Promise.all(hammers);

    expect(failures).toEqual([]);
    expect([...versions]).toEqual(['good', 'better']);
    expect((await endpoint.observe(target, never)).outcome).toMatchObject({ kind: 'running', named: better });

    expect((await deploy(endpoint, orderOf(target, good))).receipt.kind).toBe('accepted');
    expect((await endpoint.observe(target, never)).outcome).toMatchObject({ kind: 'running', named: good });
  },
);

test(
  'a version that ends at once is refused with its last words, and the old one goes on',
  proves('local', 'refused', 'lies'),
  async ({ local }) => {
    const endpoint = local.open();
    const target = await local.target();
    await deploy(endpoint, orderOf(target, good));
    const { receipt, log } = await deploy(endpoint, orderOf(target, exits));
    expect(receipt.kind).toBe('refused');
    expect(failureOf(receipt)).toMatchObject({ kind: 'not-started', where: 'catalog in dev' });
    expect(JSON.stringify(receipt)).toContain('exit code 3');
    expect(JSON.stringify(receipt)).toContain('no database at db:5432');
    expect(log).toContain('no database at db:5432');
    expect(await ask(target)).toMatchObject({ version: 'good' });
    expect((await endpoint.observe(target, never)).outcome).toMatchObject({ kind: 'running', named: good });
  },
);

for (const [what, commit] of [
  ['is never healthy', ailing],
  ['never listens', silent],
] as const) {
  test(`a version that ${what} is refused in the end, ended, and the old one goes on`, async ({ local }) => {
    const endpoint = local.open(1500);
    const health = { url: 'http://127.0.0.1:${port}/health' };
    const target = await local.target({ health });
    await deploy(endpoint, orderOf(target, good));
    const { receipt } = await deploy(endpoint, orderOf(target, commit));
    expect(failureOf(receipt)).toMatchObject({ kind: 'not-started' });
    expect(await ask(target)).toMatchObject({ version: 'good' });
    const [, started] = await local.starts();
    expect(isRunning(started!)).toBe(false);
    expect((await endpoint.observe(target, never)).outcome).toEqual({
      kind: 'running',
      named: good,
      health: 'healthy',
      healthText: null,
    });
  });
}

test('a first version that does not start leaves nothing, not even its port', async ({ local }) => {
  const endpoint = local.open();
  const target = await local.target();
  expect((await deploy(endpoint, orderOf(target, exits))).receipt.kind).toBe('refused');
  expect((await endpoint.observe(target, never)).outcome).toEqual({ kind: 'nothing' });
  expect(await ask(target)).toBeNull();
});

test('an old version that ignores TERM is killed', proves('local', 'hangs'), async ({ local }) => {
  const endpoint = local.open();
  const target = await local.target();
  await deploy(endpoint, orderOf(target, stubborn));
  const old = await ask(target);
  expect(old).toMatchObject({ version: 'stubborn' });
  await deploy(endpoint, orderOf(target, good));
  await expect.poll(() => isRunning(old!.pid), { timeout: 5000 }).toBe(false);
  expect(await ask(target)).toMatchObject({ version: 'good' });
});

test('what a version prints while it starts is streamed, and cut where it is too much', async ({ local }) => {
  const target = await local.target();
  const { receipt, log } = await deploy(local.open(), orderOf(target, chatty));
  expect(receipt.kind).toBe('accepted');
  expect(log).toContain('starting chatty');
  expect(log.length).toBeLessThan(300_000);
  expect(log).toContain('more than 262144 bytes of output');
});
