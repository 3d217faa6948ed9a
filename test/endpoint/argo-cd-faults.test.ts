import { expect } from '@playwright/test';
import { test, type ArgoRig } from '../support/argo-cd-rig';
import { cutsAnswers, hangs, json, redirects, resets } from '../support/endpoint-http';
import { deploy, never, orderOf } from '../support/endpoint-orders';
import { commitOf } from '../support/endpoint-services';
import { proves, ranAgainst } from '../support/proves';

const [old, fresh] = [commitOf('a'), commitOf('b')];

test.beforeEach(({ rig }) => ranAgainst(test.info(), rig.system));

const posts = ({ peer }: ArgoRig, from: number): number =>
  peer.seen.slice(from).filter(({ method }) => method === 'POST').length;

/** A sync is heard, or not, and its answer is cut off; everything else goes on. */
const cutsSyncs = ({ peer, argo }: ArgoRig, heard: boolean): void =>
  cutsAnswers(peer, 'POST', heard ? (request) => argo.handle(request) : null);

test(
  'an answer that is cut off is unclear; the order is found among its operations, and was sent once',
  proves('argo-cd', 'cut', 'find'),
  async ({ rig }) => {
    const { endpoint, direct, peer, argo } = rig;
    const from = peer.seen.length;
    cutsSyncs(rig, true);
    const order = orderOf(direct(), fresh);
    expect((await deploy(endpoint, order)).receipt).toMatchObject({
      kind: 'unclear',
      failure: { kind: 'endpoint-unreachable' },
    });
    expect(await endpoint.find(order, never)).toMatchObject({ kind: 'accepted' });
    await expect
      .poll(async () => (await endpoint.observe(direct(), never)).outcome)
      .toMatchObject({ named: fresh, health: 'healthy' });
    expect(await endpoint.find(order, never)).toMatchObject({ kind: 'accepted', text: /synced to b+ and Healthy/ });
    expect(posts(rig, from)).toBe(1);
    expect(argo.live).toBe(fresh);
  },
);

test(
  'an order that never arrived is unheard of where nothing or an order of ours stands, and unclear after anybody else',
  proves('argo-cd', 'find'),
  async ({ rig }) => {
    const { endpoint, direct, peer, argo } = rig;
    const { answer } = peer;
    cutsSyncs(rig, false);
    const order = orderOf(direct(), fresh);
    expect((await deploy(endpoint, order)).receipt).toMatchObject({ kind: 'unclear' });
    expect(await endpoint.find(order, never)).toBe('unheard of');
    argo.begin({ id: null, revision: old, username: 'alice' });
    const unclear = await endpoint.find(order, never);
    expect(unclear).toMatchObject({ kind: 'unclear' });
    expect(JSON.stringify(unclear)).toContain('by alice');
    peer.answer = answer;
    await expect.poll(async () => (await endpoint.observe(direct(), never)).outcome).toMatchObject({ named: old });
    await deploy(endpoint, orderOf(direct(), fresh));
    expect(await endpoint.find(order, never)).toBe('unheard of');
    peer.answer = resets;
    expect(await endpoint.find(order, never)).toMatchObject({ kind: 'unclear' });
  },
);

test(
  'a server that hangs refuses an order before it is sent, and an observation ends',
  proves('argo-cd', 'hangs'),
  async ({ rig }) => {
    const { hasty: endpoint, direct, peer } = rig;
    const from = peer.seen.length;
    peer.answer = hangs;
    expect((await deploy(endpoint, orderOf(direct(), fresh))).receipt).toMatchObject({
      kind: 'refused',
      failure: { kind: 'endpoint-hangs', afterMs: 2000 },
    });
    expect(posts(rig, from)).toBe(0);
    expect(await endpoint.observe(direct(), never)).toMatchObject({ outcome: { failure: { kind: 'endpoint-hangs' } } });
  },
);

test(
  'a sync that never ends is told to stop, and found to have been stopped',
  proves('argo-cd', 'hangs'),
  async ({ rig }) => {
    const { endpoint, target, argo } = rig;
    // One look before the order, one after it: begun, and no further.
    argo.steps = 2;
    const { receipt, steps } = await deploy(endpoint, orderOf(target({ within: '500ms' }), fresh, 'ours'));
    expect(receipt).toMatchObject({ kind: 'unclear', failure: { kind: 'endpoint-hangs', afterMs: 500 } });
    expect(steps.at(-1)).toContain('was told to stop, and takes it');
    expect(argo.state?.phase).toBe('Terminating');
    argo.steps = 1;
    expect(await endpoint.find(orderOf(target(), fresh, 'ours'), never)).toMatchObject({
      kind: 'refused',
      failure: { status: 'Failed', said: /Operation terminated/ },
    });
  },
);

test('who stops waiting stops nothing there', async ({ rig }) => {
  const { endpoint, target, argo, peer } = rig;
  const from = peer.seen.length;
  argo.steps = 0;
  const stop = new AbortController();
  const heard = deploy(endpoint, orderOf(target({ within: '10m' }), fresh), stop.signal);
  await expect.poll(() => argo.operation?.revision).toBe(fresh);
  stop.abort();
  expect((await heard).receipt).toMatchObject({ kind: 'unclear', failure: { kind: 'cancelled' } });
  expect(peer.seen.slice(from).map(({ method }) => method)).not.toContain('DELETE');
  argo.steps = Number.POSITIVE_INFINITY;
  await expect.poll(async () => (await endpoint.observe(target(), never)).outcome).toMatchObject({ named: fresh });
});

test(
  'a sync that is said to have succeeded and changed nothing is not believed',
  proves('argo-cd', 'lies'),
  async ({ rig }) => {
    const { endpoint, target, argo } = rig;
    argo.target = fresh;
    const order = orderOf(target(), fresh);
    expect((await deploy(endpoint, order)).receipt).toMatchObject({ kind: 'accepted' });
    argo.live = old;
    expect(await endpoint.observe(target(), never)).toMatchObject({
      outcome: { failure: { kind: 'endpoint-nonsense', said: 'OutOfSync; Deployment shop' } },
    });
  },
);

test('200 for a sync that was not begun is waited for, then unclear', proves('argo-cd', 'lies'), async ({ rig }) => {
  const { endpoint, target, argo } = rig;
  argo.begin = () => {};
  const { receipt, steps } = await deploy(endpoint, orderOf(target({ within: '200ms' }), fresh));
  expect(receipt).toMatchObject({ kind: 'unclear', failure: { kind: 'endpoint-hangs' } });
  expect(steps.join('\n')).toContain('has not shown the order yet');
  expect(steps.at(-1)).toContain('no operation of this order to stop');
  expect(await endpoint.observe(target(), never)).toMatchObject({ outcome: { named: old } });
});

test(
  'an operation of somebody else’s that comes before the end is said, and not taken for ours',
  proves('argo-cd', 'lies'),
  async ({ rig }) => {
    const { endpoint, target, argo } = rig;
    argo.steps = 2;
    const heard = deploy(endpoint, orderOf(target(), fresh));
    await expect.poll(() => argo.state?.phase).toBe('Running');
    argo.begin({ id: null, revision: old, username: 'automatic' });
    const { receipt } = await heard;
    expect(receipt).toMatchObject({ kind: 'unclear' });
    expect(JSON.stringify(receipt)).toContain(`a sync to ${old} by automatic sync`);
  },
);

test('a server that asks to be left alone did nothing; a redirect is not followed', async ({ rig }) => {
  const { endpoint, direct, peer } = rig;
  const { answer } = peer;
  peer.answer = (request, response, socket) => {
    if (request.method !== 'POST') return answer(request, response, socket);
    response.setHeader('retry-after', '7');
    json(429, {})(request, response, socket);
  };
  expect((await deploy(endpoint, orderOf(direct(), fresh))).receipt).toMatchObject({
    kind: 'refused',
    failure: { kind: 'endpoint-busy', retryAfterMs: 7000 },
  });
  const from = peer.seen.length;
  peer.answer = redirects(307, `${peer.origin}/elsewhere`);
  expect(JSON.stringify((await deploy(endpoint, orderOf(direct(), fresh))).receipt)).toContain('is not followed');
  expect(peer.seen.slice(from).map(({ url }) => url)).not.toContain('/elsewhere');
});
