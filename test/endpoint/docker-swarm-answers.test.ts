import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base } from '@playwright/test';
import { json, redirects, startPeer, type Peer, type Seen } from '../support/endpoint-http';
import { deploy, failureOf, never, orderOf, targetOf } from '../support/endpoint-orders';
import { running, swarmEndpoint } from '../support/swarm-rig';
import { better, endpointOf, good } from '../support/swarm-service';

// What Docker itself does not answer, and what stands before it may: a proxy that limits or redirects, another program.

const template = (image: string) => ({ ContainerSpec: { Image: image, Env: ['PASSWORD=tr0ub4dor'] } });
const service = {
  ID: 'ixg8554zap4r',
  Version: { Index: 13 },
  Spec: { Name: 'shop', TaskTemplate: template(`shop:${good}`), Mode: { Replicated: { Replicas: 1 } } },
};
const task = {
  ID: 'cbxyssfw3rm8',
  Slot: 1,
  NodeID: 'nxnpszdkbf4v',
  Spec: template(`shop:${good}`),
  DesiredState: 'running',
  Status: { State: 'running', Timestamp: '2026-11-23T23:40:48.926989231Z' },
};
const node = { ID: 'nxnpszdkbf4v', Description: { Hostname: 'one' }, Status: { State: 'ready' } };

const answers = (seen: Seen, more: { service?: unknown; tasks?: unknown; nodes?: unknown } = {}): unknown => {
  if (seen.url.startsWith('/services/')) return more.service ?? service;
  return seen.url.startsWith('/tasks') ? (more.tasks ?? [task]) : (more.nodes ?? [node]);
};
const swarm: Peer['answer'] = (seen, response, socket) => json(200, answers(seen))(seen, response, socket);

const test = base.extend<{ peer: Peer }>({
  peer: async ({}, use) => {
    const peer = await startPeer(swarm);
    await use(peer);
    await peer.close();
  },
});

const endpoint = swarmEndpoint();
const at = ({ origin }: Peer) => targetOf(endpointOf({ socket: '' }, 'shop', { host: origin }));

const orders = ({ seen }: Peer): readonly Seen[] => seen.filter(({ method }) => method === 'POST');

test('who asks to be left alone did nothing: the order is refused, and not sent again', async ({ peer }) => {
  for (const status of [429, 503]) {
    peer.answer = (seen, response, socket) => {
      if (seen.method !== 'POST') return swarm(seen, response, socket);
      response.writeHead(status, { 'retry-after': '30' }).end('{"message":"slow down"}');
    };
    const { receipt } = await deploy(endpoint, orderOf(at(peer), better));
    expect(receipt).toMatchObject({ kind: 'refused', failure: { kind: 'endpoint-busy', retryAfterMs: 30_000 } });
  }
  expect(orders(peer)).toHaveLength(2);
});

test('asked to wait while an order goes, it asks again later, and sends nothing again', async ({ peer }) => {
  let busy = 2;
  let sent: unknown = null;
  peer.answer = (seen, response, socket) => {
    if (seen.method === 'POST') {
      sent = JSON.parse(seen.body);
      return json(200, { Warnings: ['image is not pinned'] })(seen, response, socket);
    }
    if (sent !== null && busy > 0) {
      busy -= 1;
      return response.writeHead(503, { 'retry-after': '0' }).end();
    }
    const updated = { ...service, Spec: sent, UpdateStatus: { State: 'completed', Message: 'update completed' } };
    json(200, answers(seen, sent === null ? {} : { service: updated }))(seen, response, socket);
  };
  const { receipt, steps, log } = await deploy(endpoint, orderOf(at(peer), better));
  expect(receipt.kind).toBe('accepted');
  expect(steps).toContain('The swarm can’t be asked; asking again');
  expect(log).toContain('image is not pinned');
  expect(busy).toBe(0);
  expect(orders(peer).map(({ url }) => url)).toEqual(['/services/ixg8554zap4r/update?version=13']);
});

test('a redirect is not followed, neither by a look nor by an order', async ({ peer }) => {
  const other = await startPeer(swarm);
  peer.answer = redirects(307, `${other.origin}/services/shop`);
  expect(await running(endpoint, at(peer))).toBe('endpoint-refused');
  peer.answer = (seen, response, socket) =>
    (seen.method === 'POST' ? redirects(307, other.origin) : swarm)(seen, response, socket);
  const { receipt } = await deploy(endpoint, orderOf(at(peer), better));
  expect(receipt).toMatchObject({ kind: 'refused', failure: { kind: 'endpoint-refused' } });
  expect(other.seen).toEqual([]);
  await other.close();
});

test('what is no swarm’s answer is nonsense, and shows nothing of what is in it', async ({ peer }) => {
  const { Mode: _mode, ...spec } = service.Spec;
  peer.answer = (seen, response, socket) =>
    json(200, answers(seen, { service: { ...service, Spec: spec } }))(seen, response, socket);
  const { outcome } = await endpoint.observe(at(peer), never);
  expect(outcome).toMatchObject({ failure: { kind: 'endpoint-nonsense', said: expect.stringContaining('Spec.Mode') } });
  expect(JSON.stringify(outcome)).not.toContain('tr0ub4dor');
});

test('a task on a node that its manager does not hear of counts, and makes the service ill', async ({ peer }) => {
  for (const nodes of [[{ ...node, Status: { State: 'down' } }], []]) {
    peer.answer = (seen, response, socket) => json(200, answers(seen, { nodes }))(seen, response, socket);
    const { outcome } = await endpoint.observe(at(peer), never);
    expect(outcome).toMatchObject({ kind: 'running', named: good, health: 'unhealthy' });
    expect(outcome).toMatchObject({ healthText: expect.stringMatching(/the node is (down|gone)/) });
  }
});

test('a task that is to end counts for as long as it runs', async ({ peer }) => {
  const old = { ...task, ID: 'old', DesiredState: 'shutdown' };
  const next = { ...task, Spec: template(`shop:${better}@sha256:${'0'.repeat(64)}`) };
  peer.answer = (seen, response, socket) => json(200, answers(seen, { tasks: [old, next] }))(seen, response, socket);
  const { outcome } = await endpoint.observe(at(peer), never);
  const versions = [`${good} (shop.1 on one)`, `${better} (shop.1 on one)`];
  expect(outcome).toMatchObject({ kind: 'unreadable', failure: { kind: 'mixed', versions } });
});

test('a candidate without a version is not sent where images go by version', async ({ peer }) => {
  const config = endpointOf({ socket: '' }, 'shop', { host: peer.origin, image: 'shop:${candidate.version}' });
  const order = orderOf(targetOf(config), better);
  const { receipt } = await deploy(endpoint, { ...order, candidate: { ...order.candidate, version: null } });
  expect(failureOf(receipt)).toMatchObject({ kind: 'not-started' });
  expect(peer.seen).toEqual([]);
});

test('a certificate that a link leads out of the workspace for is not read, nor one without an end', async ({
  peer,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'humdrum-swarm-'));
  await symlink('/etc/hostname', join(folder, 'out.pem'));
  await writeFile(join(folder, 'long.pem'), '-'.repeat(2_000_000));
  await writeFile(join(folder, 'dev.pem'), '-');
  const seen: unknown[] = [];
  for (const ca of ['out.pem', 'long.pem', '${environment}.pem']) {
    const target = targetOf(endpointOf({ socket: '' }, 'shop', { host: peer.origin, ca }));
    const { outcome } = await swarmEndpoint(folder).observe(target, never);
    seen.push(outcome.kind === 'unreadable' ? outcome.failure : outcome.kind);
  }
  const unreadable = { kind: 'file-unreadable' };
  expect(seen).toMatchObject([unreadable, unreadable, 'running']);
  await rm(folder, { recursive: true });
});

test('words that are no JSON are said as they came', async ({ peer }) => {
  peer.answer = (_seen, response) => void response.writeHead(500).end('{"message":"no \\q such"}');
  const { outcome } = await endpoint.observe(at(peer), never);
  expect(outcome).toMatchObject({ failure: { kind: 'endpoint-refused', said: expect.stringContaining('such') } });
});
