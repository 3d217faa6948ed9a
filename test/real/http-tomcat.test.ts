import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base } from '@playwright/test';
import type { Commit } from '../../contract/commit';
import { explain } from '../../contract/explain';
import { createHttpEndpoint } from '../../main/endpoints/http/http-endpoint';
import type { Endpoint, Order } from '../../main/release/ports';
import { openCuttingProxy, type CuttingProxy } from '../support/cutting-proxy';
import { deploy, failureOf, never, orderOf, targetOf } from '../support/endpoint-orders';
import { commitOf } from '../support/endpoint-services';
import { proves, ranAgainst } from '../support/proves';
import { makeWar, startTomcat, type Tomcat } from '../support/tomcat';

const [older, newer, latest] = [commitOf('a'), commitOf('b'), commitOf('c')];
const broken = commitOf('d');

interface Shop {
  readonly endpoint: Required<Endpoint>;
  readonly proxy: CuttingProxy;
  /** An order to put a candidate's war at /shop. @param more of the manager's query */
  readonly order: (commit: Commit, more?: string) => Order;
  readonly runs: () => Promise<unknown>;
  /** What the secret is from now on. */
  password: string;
}

const test = base.extend<{ shop: Shop }, { tomcat: Tomcat; wars: string }>({
  tomcat: [
    async ({}, use) => {
      const tomcat = await startTomcat();
      await use(tomcat);
      await tomcat.close();
    },
    { scope: 'worker' },
  ],
  wars: [
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'humdrum-wars-'));
      for (const commit of [older, newer, latest]) await makeWar(folder, commit, commit);
      const listener = '<listener><listener-class>no.such.Listener</listener-class></listener>';
      await makeWar(folder, broken, broken, `<web-app>${listener}</web-app>`);
      await use(folder);
      await rm(folder, { recursive: true });
    },
    { scope: 'worker' },
  ],
  shop: async ({ tomcat, wars }, use, info) => {
    ranAgainst(info, tomcat.version);
    const proxy = await openCuttingProxy(tomcat.port);
    const endpoint = createHttpEndpoint({
      secrets: { get: async () => shop.password },
      now: () => new Date().toISOString(),
      folder: wars,
    });
    const order = (commit: Commit, more = '&update=true'): Order => {
      const target = targetOf({
        kind: 'http',
        deploy: {
          method: 'PUT',
          url: `${proxy.origin}/manager/text/deploy?path=/shop${more}`,
          headers: { Authorization: 'Basic ${secret:MANAGER}' },
          file: '${candidate.commit}.war',
          refused: 'FAIL - ',
          within: '8s',
        },
        observe: { url: `${tomcat.origin}/shop/version.json`, commit: '/commit', answers: 1 },
      });
      return orderOf(target, commit);
    };
    const runs = async (): Promise<unknown> => {
      const { outcome } = await endpoint.observe(order(older).target, never);
      return outcome.kind === 'running' ? outcome.named : outcome;
    };
    const shop: Shop = { endpoint, proxy, order, runs, password: tomcat.password };
    await use(shop);
    await proxy.close();
    const list = await tomcat.manager('list');
    for (const [, version] of list.matchAll(/^\/shop:\w+:\d+:shop(?:##)?(\S*)$/gm))
      await tomcat.manager(`undeploy?path=/shop${version === '' ? '' : `&version=${version ?? ''}`}`);
  },
});

test(
  'a war goes out by one PUT and is observed at the application’s own address; the earlier war goes back the same way',
  proves('http', 'deploy', 'observe', 'roll-back'),
  async ({ shop }) => {
    const first = await deploy(shop.endpoint, shop.order(older));
    expect(first.receipt).toMatchObject({ kind: 'accepted' });
    expect(first.log).toContain('OK - Deployed application at context path [/shop]');
    expect(await shop.runs()).toBe(older);
    expect((await deploy(shop.endpoint, shop.order(newer))).receipt.kind).toBe('accepted');
    expect(await shop.runs()).toBe(newer);
    expect((await deploy(shop.endpoint, shop.order(older))).receipt.kind).toBe('accepted');
    expect(await shop.runs()).toBe(older);
  },
);

test(
  'a wrong password is refused, with the name of the secret; what ran still runs',
  proves('http', 'refused'),
  async ({ shop }) => {
    await deploy(shop.endpoint, shop.order(older));
    shop.password = Buffer.from('releases:another').toString('base64');
    const { receipt } = await deploy(shop.endpoint, shop.order(newer));
    expect(receipt).toMatchObject({
      kind: 'refused',
      failure: { kind: 'credentials-refused', status: '401 Unauthorized', secrets: ['MANAGER'] },
    });
    const failure = failureOf(receipt);
    expect(failure && explain(failure).what).toContain('You are not authorized to view this page');
    expect(failure && explain(failure).what).not.toMatch(/<title|font-family/);
    expect(await shop.runs()).toBe(older);
  },
);

test(
  'Tomcat’s 200 that begins with FAIL is a refusal in its own words; what ran still runs',
  proves('http', 'refused'),
  async ({ shop }) => {
    await deploy(shop.endpoint, shop.order(older));
    const { receipt } = await deploy(shop.endpoint, shop.order(newer, ''));
    expect(receipt).toMatchObject({
      kind: 'refused',
      failure: { status: '200 OK', said: 'FAIL - Application already exists at path [/shop]' },
    });
    expect(await shop.runs()).toBe(older);
  },
);

test(
  'a war that does not start is refused; Tomcat has taken down what ran before, and that is seen',
  proves('http', 'refused'),
  async ({ shop }) => {
    await deploy(shop.endpoint, shop.order(older));
    const { receipt } = await deploy(shop.endpoint, shop.order(broken));
    expect(receipt).toMatchObject({ kind: 'refused' });
    expect(JSON.stringify(receipt)).toContain('but context failed to start');
    expect(await shop.runs()).toMatchObject({ kind: 'unreadable', failure: { status: '404 Not Found' } });
  },
);

test(
  'Tomcat says OK to an earlier version beside a later one, which goes on answering: that OK is not believed',
  proves('http', 'lies'),
  async ({ shop }) => {
    await deploy(shop.endpoint, shop.order(older, '&version=001'));
    await deploy(shop.endpoint, shop.order(newer, '&version=002'));
    const { receipt, log } = await deploy(shop.endpoint, shop.order(older, '&version=001&update=true'));
    expect(receipt.kind).toBe('accepted');
    expect(log).toContain('OK - Deployed application at context path [/shop##001]');
    expect(await shop.runs()).toBe(newer);
  },
);

test(
  'of two versions side by side a war that does not start leaves the other running',
  proves('http', 'refused'),
  async ({ shop }) => {
    await deploy(shop.endpoint, shop.order(older, '&version=001'));
    const { receipt } = await deploy(shop.endpoint, shop.order(broken, '&version=002'));
    expect(receipt).toMatchObject({ kind: 'refused' });
    expect(await shop.runs()).toBe(older);
  },
);

test(
  'a Tomcat whose answer does not come is unclear once its time is over; it has deployed all the same, and that is seen',
  proves('http', 'hangs'),
  async ({ shop }) => {
    await deploy(shop.endpoint, shop.order(older));
    shop.proxy.fault = 'hangs';
    const { receipt } = await deploy(shop.endpoint, shop.order(newer));
    expect(receipt).toMatchObject({ kind: 'unclear', failure: { kind: 'endpoint-hangs', afterMs: 8000 } });
    await expect.poll(shop.runs).toBe(newer);
  },
);

test(
  'a Tomcat whose answer is cut off is unclear and can’t be asked about it, but the war is seen to run',
  proves('http', 'cut'),
  async ({ shop }) => {
    await deploy(shop.endpoint, shop.order(older));
    shop.proxy.fault = 'cuts';
    const order = shop.order(latest);
    const { receipt } = await deploy(shop.endpoint, order);
    expect(receipt).toMatchObject({ kind: 'unclear', failure: { kind: 'endpoint-unreachable' } });
    expect(await shop.endpoint.find(order, never)).toMatchObject({ kind: 'unclear' });
    await expect.poll(shop.runs).toBe(latest);
  },
);

test('a war whose connection is cut half way is unclear, and never runs', proves('http', 'cut'), async ({ shop }) => {
  await deploy(shop.endpoint, shop.order(older));
  shop.proxy.fault = { half: 700_000 };
  const { receipt } = await deploy(shop.endpoint, shop.order(newer));
  expect(receipt).toMatchObject({ kind: 'unclear', failure: { kind: 'endpoint-unreachable' } });
  expect(await shop.runs()).toBe(older);
});
