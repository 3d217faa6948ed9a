import { expect } from '@playwright/test';
import { deploy, failureOf, never, orderOf, targetOf } from '../support/endpoint-orders';
import { proves } from '../support/proves';
import { nameOf, test } from '../support/swarm-rig';
import { better, endpointOf, exits, good, missing } from '../support/swarm-service';

test(
  'a candidate goes out, step by step, and what runs is read from the tasks',
  proves('docker-swarm', 'deploy', 'observe', 'find'),
  async ({ swarm }) => {
    const target = await swarm.serve({ replicas: 2 });
    expect(await swarm.running(target)).toBe(good);
    const before = await swarm.docker.getService(nameOf(target)).inspect();
    const order = orderOf(target, better);
    expect(await swarm.endpoint.find(order, never)).toBe('unheard of');

    const { receipt, steps, log } = await deploy(swarm.endpoint, order);
    expect(receipt).toMatchObject({ kind: 'accepted', text: expect.stringContaining('completed') });
    expect(steps.join('\n')).toContain('The swarm says: updating, update in progress');
    expect(log).toMatch(new RegExp(`${nameOf(target)}\\.[12] on \\S+: shop:${better} running`));
    expect(await swarm.running(target)).toBe(better);
    expect(await swarm.runs()).toEqual([`shop:${better}`, `shop:${better}`]);
    expect(await swarm.endpoint.find(order, never)).toMatchObject({ kind: 'accepted' });

    const after = await swarm.docker.getService(nameOf(target)).inspect();
    const { Labels, TaskTemplate, ...rest } = after.Spec;
    const { Labels: was, TaskTemplate: template, ...others } = before.Spec;
    expect(rest).toEqual(others);
    expect(Labels).toEqual({ ...was, 'humdrum.deployment': order.id });
    const Containers = { tier: 'front', 'humdrum.deployment': order.id };
    const ContainerSpec = { ...template.ContainerSpec, Image: `shop:${better}`, Labels: Containers };
    expect(TaskTemplate).toEqual({ ...template, ContainerSpec });
  },
);

test(
  'a rollback is a deployment of the earlier image, and a redeploy starts its tasks again',
  proves('docker-swarm', 'deploy', 'roll-back', 'observe'),
  async ({ swarm }) => {
    const target = await swarm.serve();
    await deploy(swarm.endpoint, orderOf(target, better));
    expect((await deploy(swarm.endpoint, orderOf(target, good))).receipt.kind).toBe('accepted');
    expect(await swarm.running(target)).toBe(good);
    expect(await swarm.runs()).toEqual([`shop:${good}`]);
    const [first] = await swarm.docker.listContainers();
    expect((await deploy(swarm.endpoint, orderOf(target, good))).receipt.kind).toBe('accepted');
    const [second] = await swarm.docker.listContainers();
    expect(second?.Image).toBe(first?.Image);
    expect(second?.Id).not.toBe(first?.Id);
  },
);

test('the same order twice is one deployment', proves('docker-swarm', 'deploy'), async ({ swarm }) => {
  const target = await swarm.serve();
  const order = orderOf(target, better);
  await deploy(swarm.endpoint, order);
  const [first] = await swarm.docker.listContainers();
  expect((await deploy(swarm.endpoint, order)).receipt.kind).toBe('accepted');
  expect((await swarm.docker.listContainers())[0]?.Id).toBe(first?.Id);
});

test(
  'an image that does not exist is refused in the swarm’s words once it has rolled back, and what ran still runs',
  proves('docker-swarm', 'refused', 'find', 'observe'),
  async ({ swarm }) => {
    const target = await swarm.serve({ replicas: 2 });
    const order = orderOf(target, missing);
    const { receipt, steps, log } = await deploy(swarm.endpoint, order);
    expect(receipt.kind).toBe('refused');
    expect(failureOf(receipt)).toMatchObject({
      kind: 'endpoint-refused',
      status: 'rollback_completed',
      said: expect.stringContaining(`No such image: shop:${missing}`),
    });
    expect(steps.join('\n')).toContain('rollback_started');
    expect(log).toContain('rejected: No such image');
    expect(await swarm.running(target)).toBe(good);
    expect(await swarm.endpoint.find(order, never)).toMatchObject({ kind: 'refused' });
  },
);

test(
  'a candidate that ends at once is rolled back by the swarm, and that is refused',
  proves('docker-swarm', 'refused', 'observe'),
  async ({ swarm }) => {
    const target = await swarm.serve();
    const { receipt } = await deploy(swarm.endpoint, orderOf(target, exits));
    expect(failureOf(receipt)).toMatchObject({
      status: 'rollback_completed',
      said: expect.stringContaining('non-zero exit (3)'),
    });
    expect(await swarm.running(target)).toBe(good);
    expect(await swarm.runs()).toEqual([`shop:${good}`]);
  },
);

test(
  'an update that the swarm pauses is refused, and what is left of the service is ill',
  proves('docker-swarm', 'refused', 'observe', 'find'),
  async ({ swarm }) => {
    const target = await swarm.serve({ replicas: 2, onFailure: 'pause' });
    const order = orderOf(target, missing);
    const { receipt } = await deploy(swarm.endpoint, order);
    expect(failureOf(receipt)).toMatchObject({ kind: 'endpoint-refused', status: 'paused' });
    expect(await swarm.endpoint.find(order, never)).toMatchObject({ kind: 'refused' });
    const { outcome } = await swarm.endpoint.observe(target, never);
    expect(outcome).toMatchObject({ kind: 'running', named: good, health: 'unhealthy' });
    expect(outcome).toMatchObject({ healthText: expect.stringContaining('1 of 2 run') });
  },
);

test(
  'a service of another name, and no manager at all, are refused before anything is sent',
  proves('docker-swarm', 'refused'),
  async ({ swarm }) => {
    const target = await swarm.serve();
    const unknown = targetOf(endpointOf(swarm, 'nobody'));
    const { receipt } = await deploy(swarm.endpoint, orderOf(unknown, better));
    expect(failureOf(receipt)).toMatchObject({ kind: 'endpoint-refused', said: 'service nobody not found' });
    expect(await swarm.running(unknown)).toBe('endpoint-refused');
    const { ID } = await swarm.docker.getService(nameOf(target)).inspect();
    const byId = targetOf(endpointOf(swarm, ID.slice(0, 12)));
    const { receipt: other } = await deploy(swarm.endpoint, orderOf(byId, better));
    expect(failureOf(other)).toMatchObject({ kind: 'endpoint-refused' });
    const nowhere = targetOf(endpointOf({ socket: '/nonexistent/docker.sock' }, 'shop'));
    const { receipt: lost } = await deploy(swarm.endpoint, orderOf(nowhere, better));
    expect(lost).toMatchObject({ kind: 'refused', failure: { kind: 'endpoint-unreachable' } });
    expect(await swarm.runs()).toEqual([`shop:${good}`]);
  },
);
