import { expect, test as base } from '@playwright/test';
import type { Target } from '../../contract/workspace';
import { deploy, never, orderOf, targetOf } from '../support/endpoint-orders';
import { proves, ranAgainst } from '../support/proves';
import { running, swarmEndpoint } from '../support/swarm-rig';
import { better, endpointOf, good, images, specOf } from '../support/swarm-service';
import { startTwoDockerds, type TwoDockerds } from '../support/two-dockerds';

interface NodesRig extends TwoDockerds {
  readonly target: Target;
  /** What really runs: the images of both engines’ containers. */
  readonly both: () => Promise<readonly string[]>;
}

const endpoint = swarmEndpoint();
const patient = { timeout: 90_000 };

const test = base.extend<{ nodes: NodesRig }>({
  nodes: async ({}, use, info) => {
    const two = await startTwoDockerds(images);
    const { manager, worker } = two;
    ranAgainst(info, `${manager.version}, two nodes`);
    await manager.docker.createService(specOf('shop', { mode: { Global: {} }, parallel: 0 }));
    const both = async () => [...(await manager.runs()), ...(await worker.runs())];
    await expect.poll(both).toEqual([`shop:${good}`, `shop:${good}`]);
    const target = targetOf(endpointOf(manager, 'shop', { within: '30s' }));
    await expect.poll(() => running(endpoint, target)).toBe(good);
    await use({ ...two, both, target });
    await two.stop();
  },
});

const expectMixed = async ({ manager, worker, target }: NodesRig): Promise<void> => {
  await expect.poll(manager.runs).toEqual([`shop:${better}`]);
  expect(await worker.runs()).toEqual([`shop:${good}`]);
  const { outcome } = await endpoint.observe(target, never);
  expect(outcome).toMatchObject({ kind: 'unreadable', failure: { kind: 'mixed' } });
  for (const version of [good, better]) expect(JSON.stringify(outcome)).toContain(`${version} (shop on `);
};

/** The swarm may go on to the new version or back to the old one: both nodes run the same, and that is what is read. */
const expectOneVersion = async ({ both, target }: NodesRig): Promise<void> => {
  const versions = async () => [...new Set([...(await both()), `shop:${await running(endpoint, target)}`])];
  await expect.poll(async () => (await both()).length === 2 && (await versions()).length, patient).toBe(1);
};

test(
  'a node that is cut off just before an update goes on with the old version: that is mixed until the wire is back',
  proves('docker-swarm', 'cut', 'observe'),
  async ({ nodes }) => {
    await nodes.cut();
    const { receipt } = await deploy(endpoint, orderOf(nodes.target, better));
    expect(receipt.kind).not.toBe('refused');
    await expectMixed(nodes);
    await nodes.mend();
    await expectOneVersion(nodes);
  },
);

test(
  'a node that the swarm has given up serves the old version while the swarm says completed: that is not believed',
  proves('docker-swarm', 'lies', 'observe'),
  async ({ nodes }) => {
    await nodes.cut();
    // as: the types of this client say `any` of a node’s status
    const stateOf = ({ Status }: { Status?: unknown }) => (Status as { State: string }).State;
    const states = async () => (await nodes.manager.docker.listNodes()).map(stateOf);
    await expect.poll(states, patient).toContain('down');
    const { outcome } = await endpoint.observe(nodes.target, never);
    expect(outcome).toMatchObject({ named: good, health: 'unhealthy' });
    expect(outcome).toMatchObject({ healthText: expect.stringContaining('the node is down') });

    const { receipt } = await deploy(endpoint, orderOf(nodes.target, better));
    expect(receipt).toMatchObject({ kind: 'accepted', text: expect.stringContaining('completed') });
    await expectMixed(nodes);
    await nodes.mend();
    await expectOneVersion(nodes);
  },
);
