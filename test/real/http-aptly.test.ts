import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test as base } from '@playwright/test';
import type { HttpEndpoint } from '../../contract/endpoint-kinds/http';
import { createHttpEndpoint } from '../../main/endpoints/http/http-endpoint';
import type { Endpoint, Order } from '../../main/release/ports';
import { startAptly, type Aptly } from '../support/aptly';
import { openCuttingProxy, type CuttingProxy } from '../support/cutting-proxy';
import { deploy, never, orderOf, targetOf } from '../support/endpoint-orders';
import { commitOf } from '../support/endpoint-services';
import { proves, ranAgainst } from '../support/proves';

interface Archive {
  readonly aptly: Aptly;
  readonly endpoint: Required<Endpoint>;
  readonly proxy: CuttingProxy;
  /** An order to publish the snapshot of a version. `in its own time`: aptly makes a task of it. */
  readonly order: (version: string, how?: 'at once' | 'in its own time') => Order;
  readonly runs: () => Promise<unknown>;
}

const body = { Snapshots: [{ Component: 'main', Name: 'shop-${candidate.version}' }], Signing: { Skip: true } };

/** How the order is followed: aptly's numbers for states, and its log as a text in JSON. */
const task = (origin: string): Pick<HttpEndpoint, 'status' | 'log'> => ({
  status: {
    url: `${origin}/api/tasks/\${receipt.id}`,
    state: '/State',
    done: ['2'],
    failed: ['3'],
    every: '20ms',
    within: '30s',
  },
  log: { url: `${origin}/api/tasks/\${receipt.id}/output` },
});

const test = base.extend<{ archive: Archive }>({
  archive: async ({}, use, info) => {
    const aptly = await startAptly(['1.0.0', '1.1.0']);
    ranAgainst(info, `aptly ${aptly.version}`);
    const proxy = await openCuttingProxy(aptly.port);
    const secrets = { get: async () => null };
    const endpoint = createHttpEndpoint({ secrets, now: () => new Date().toISOString(), folder: aptly.published });
    const order: Archive['order'] = (version, how = 'in its own time') => {
      const publish = `${proxy.origin}/api/publish/:./prod`;
      const request = { method: 'PUT', json: body, within: '3s' } as const;
      const target = targetOf({
        kind: 'http',
        ...(how === 'at once'
          ? { deploy: { ...request, url: publish } }
          : { deploy: { ...request, url: `${publish}?_async=true`, accept: [202], id: '/ID' }, ...task(aptly.origin) }),
        observe: { url: `${aptly.origin}/api/publish`, commit: '/0/Sources/0/Name', named: 'shop-*', answers: 1 },
      });
      const plain = orderOf(target, commitOf('a'));
      return { ...plain, candidate: { ...plain.candidate, version } };
    };
    const runs = async (): Promise<unknown> => {
      const { outcome } = await endpoint.observe(order('').target, never);
      return outcome.kind === 'running' ? outcome.named : outcome;
    };
    await use({ aptly, endpoint, proxy, order, runs });
    await proxy.close();
    await aptly.close();
  },
});

test(
  'a snapshot is published as a task of aptly’s, followed by the id it gave; its log is seen once, the packages list says so too',
  proves('http', 'deploy', 'observe', 'roll-back'),
  async ({ archive: { aptly, endpoint, order, runs } }) => {
    expect(await runs()).toBe('1.0.0');
    const { receipt, log, steps } = await deploy(endpoint, order('1.1.0'));
    expect(receipt).toMatchObject({
      kind: 'accepted',
      text: expect.stringMatching(/^GET \S+\/api\/tasks\/\d+ says 2$/),
    });
    expect(steps[0]).toMatch(/^Sending PUT \S+\/api\/publish\/:\.\/prod$/);
    expect(log.match(/^Finalizing metadata files\.\.\.$/gm)).toHaveLength(1);
    expect(log).toMatch(/Task succeeded$/);
    expect(await runs()).toBe('1.1.0');
    expect(await aptly.inPackages()).toBe('1.1.0');

    expect((await deploy(endpoint, order('1.0.0'))).receipt.kind).toBe('accepted');
    expect(await runs()).toBe('1.0.0');
    expect(await aptly.inPackages()).toBe('1.0.0');
  },
);

for (const how of ['at once', 'in its own time'] as const)
  test(
    `a snapshot that aptly does not have is refused in its own words (${how}), and what was published stays`,
    proves('http', 'refused'),
    async ({ archive: { aptly, endpoint, order, runs } }) => {
      const { receipt } = await deploy(endpoint, order('9.9.9', how));
      expect(receipt).toMatchObject({
        kind: 'refused',
        failure: { kind: 'endpoint-refused', status: '404 Not Found' },
      });
      expect(JSON.stringify(receipt)).toContain('snapshot with name shop-9.9.9 not found');
      expect(await runs()).toBe('1.0.0');
      expect(await aptly.inPackages()).toBe('1.0.0');
    },
  );

test(
  'aptly takes an order with 202 and then fails: its task says so, and so does the receipt',
  proves('http', 'lies', 'refused'),
  async ({ archive: { aptly, endpoint, order, runs } }) => {
    const pool = join(aptly.published, 'pool');
    await rename(pool, `${pool}-away`);
    await writeFile(pool, 'no folder');
    const { receipt, log } = await deploy(endpoint, order('1.1.0'));
    expect(receipt).toMatchObject({ kind: 'refused', failure: { kind: 'endpoint-refused', status: '3' } });
    expect(log).toContain('not a directory');
    expect(await runs()).toBe('1.0.0');
    expect(await aptly.inPackages()).toBe('1.0.0');
    await rm(pool);
  },
);

test(
  'an aptly whose answer is cut off has published all the same: unclear, then observed',
  proves('http', 'cut'),
  async ({ archive: { aptly, endpoint, proxy, order, runs } }) => {
    proxy.fault = 'cuts';
    const sent = order('1.1.0');
    const { receipt } = await deploy(endpoint, sent);
    expect(receipt).toMatchObject({ kind: 'unclear', failure: { kind: 'endpoint-unreachable' } });
    expect(await endpoint.find(sent, never)).toMatchObject({
      kind: 'unclear',
      failure: { said: 'one that takes the id it gives an order, which was in the answer that is lost' },
    });
    await expect.poll(runs).toBe('1.1.0');
    await expect.poll(aptly.inPackages).toBe('1.1.0');
  },
);

test(
  'an aptly that hears nothing and says nothing is unclear within its time, and what is published stays',
  proves('http', 'hangs'),
  async ({ archive: { aptly, endpoint, proxy, order, runs } }) => {
    proxy.fault = 'deaf';
    const { receipt } = await deploy(endpoint, order('1.1.0', 'at once'));
    expect(receipt).toMatchObject({ kind: 'unclear', failure: { kind: 'endpoint-hangs', afterMs: 3000 } });
    expect(await runs()).toBe('1.0.0');
    expect(await aptly.inPackages()).toBe('1.0.0');
  },
);
