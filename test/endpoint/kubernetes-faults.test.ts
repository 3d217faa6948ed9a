import { expect } from '@playwright/test';
import { cutsAnswers, hangs, json, resets } from '../support/endpoint-http';
import { deploy, never, orderOf } from '../support/endpoint-orders';
import { commitOf } from '../support/endpoint-services';
import { podOf } from '../support/kubernetes-controller';
import { image, patches, test, type KubernetesRig } from '../support/kubernetes-rig';
import { proves, ranAgainst } from '../support/proves';

const [old, fresh] = [commitOf('a'), commitOf('b')];

test.beforeEach(({ kube }) => ranAgainst(test.info(), kube.system));

/** The cluster hears a PATCH, and its answer is cut off; everything else goes on. */
const cutsPatches = ({ peer, cluster }: KubernetesRig, heard = true): void =>
  cutsAnswers(peer, 'PATCH', heard ? (request) => cluster.handle(request) : null);

test(
  'an answer that is cut off is unclear; the order is found on the workload and seen to run, and was sent once',
  proves('kubernetes', 'cut', 'find'),
  async ({ kube }) => {
    const { cluster, endpoint, direct, peer } = kube;
    const from = peer.seen.length;
    cutsPatches(kube);
    const order = orderOf(direct(), fresh);
    expect((await deploy(endpoint, order)).receipt).toMatchObject({
      kind: 'unclear',
      failure: { kind: 'endpoint-unreachable' },
    });
    expect(await endpoint.find(order, never)).toMatchObject({ kind: 'accepted' });
    await expect
      .poll(async () => (await endpoint.find(order, never), await endpoint.observe(direct(), never)).outcome)
      .toMatchObject({ kind: 'running', named: fresh, health: 'healthy' });
    expect(await endpoint.find(order, never)).toMatchObject({ kind: 'accepted', text: /rolled out/ });
    expect(patches(kube, from)).toBe(1);
    expect(cluster.running()).toEqual([image('b')]);
  },
);

test(
  'an order that never arrived is unheard of, and one that another wrote over too',
  proves('kubernetes', 'find'),
  async ({ kube }) => {
    const { endpoint, direct, target, peer, cluster } = kube;
    const { answer } = peer;
    cutsPatches(kube, false);
    const order = orderOf(direct(), fresh);
    expect((await deploy(endpoint, order)).receipt).toMatchObject({ kind: 'unclear' });
    expect(await endpoint.find(order, never)).toBe('unheard of');
    peer.answer = answer;
    const next = orderOf(target(), fresh);
    await deploy(endpoint, next);
    expect(await endpoint.find(order, never)).toBe('unheard of');
    expect(await endpoint.find(next, never)).toMatchObject({ kind: 'accepted' });
    cluster.apply(image('a'), {});
    expect(await endpoint.find(next, never)).toMatchObject({ kind: 'unclear', failure: { said: `"${image('a')}"` } });
    peer.answer = resets;
    expect(await endpoint.find({ ...next, target: direct() }, never)).toMatchObject({ kind: 'unclear' });
  },
);

test(
  'a cluster that hangs refuses an order before it is sent, and an observation ends',
  proves('kubernetes', 'hangs'),
  async ({ kube }) => {
    const { hasty: endpoint, direct, peer } = kube;
    const from = peer.seen.length;
    peer.answer = hangs;
    expect((await deploy(endpoint, orderOf(direct(), fresh))).receipt).toMatchObject({
      kind: 'refused',
      failure: { kind: 'endpoint-hangs', afterMs: 2000 },
    });
    expect(patches(kube, from)).toBe(0);
    expect(await endpoint.observe(direct(), never)).toMatchObject({ outcome: { failure: { kind: 'endpoint-hangs' } } });
  },
);

test('a cluster that hangs once it was told leaves it unclear', proves('kubernetes', 'hangs'), async ({ kube }) => {
  const { hasty: endpoint, direct, peer, cluster } = kube;
  const { answer } = peer;
  peer.answer = (request, response, socket) =>
    request.method === 'PATCH' ? hangs(request, response, socket) : answer(request, response, socket);
  expect((await deploy(endpoint, orderOf(direct(), fresh))).receipt).toMatchObject({
    kind: 'unclear',
    failure: { kind: 'endpoint-hangs', afterMs: 1000 },
  });
  peer.answer = answer;
  cluster.still = true;
  const target = direct({ within: '200ms' });
  const { receipt, steps } = await deploy(endpoint, orderOf(target, fresh));
  expect(receipt).toMatchObject({ kind: 'unclear', failure: { kind: 'endpoint-hangs', afterMs: 200 } });
  expect(steps.at(-1)).toContain('waits for its change to be noticed');
});

test('who stops waiting gets an unclear receipt soon, and the roll-out goes on', async ({ kube }) => {
  const { endpoint, target, cluster, peer } = kube;
  cluster.still = true;
  const stop = new AbortController();
  const from = peer.seen.length;
  const heard = deploy(endpoint, orderOf(target({ within: '10m' }), fresh), stop.signal);
  await expect.poll(() => cluster.workload.image).toBe(image('b'));
  stop.abort();
  expect((await heard).receipt).toMatchObject({ kind: 'unclear', failure: { kind: 'cancelled' } });
  cluster.still = false;
  await expect
    .poll(
      async () => (
        await endpoint.find(orderOf(target(), fresh, cluster.workload.annotations['humdrum/deployment']), never),
        cluster.running()
      ),
    )
    .toEqual([image('b')]);
  expect(patches(kube, from)).toBe(1);
});

test(
  'a roll-out that is said to be complete and left the old version running is not believed',
  proves('kubernetes', 'lies'),
  async ({ kube }) => {
    const { endpoint, target, cluster } = kube;
    cluster.still = true;
    cluster.apply = (to, annotations) => {
      Object.assign(cluster.workload, { image: to, annotations, generation: 2, observed: 2 });
      cluster.workload.pods = [podOf(to), podOf(to)];
    };
    const order = orderOf(target(), fresh);
    expect((await deploy(endpoint, order)).receipt).toMatchObject({ kind: 'accepted' });
    // A node that was cut off: its pod counts as updated, and is not.
    cluster.workload.pods = [podOf(image('a')), podOf(image('a'))];
    expect(await endpoint.observe(target(), never)).toMatchObject({ outcome: { kind: 'running', named: old } });
  },
);

test(
  '200 for a change that was not made is unclear, and an image that was made another is said',
  proves('kubernetes', 'lies'),
  async ({ kube }) => {
    const { endpoint, target, cluster } = kube;
    const { apply } = cluster;
    cluster.apply = () => {};
    const order = orderOf(target(), fresh);
    expect((await deploy(endpoint, order)).receipt).toMatchObject({
      kind: 'unclear',
      failure: { kind: 'endpoint-nonsense' },
    });
    expect(await endpoint.find(order, never)).toBe('unheard of');
    cluster.apply = (to, annotations) => apply(to.replace('registry.example', 'mirror.example'), annotations);
    cluster.workload.pullable.add(image('b').replace('registry.example', 'mirror.example'));
    const { steps } = await deploy(endpoint, order);
    expect(steps.join('\n')).toContain('the cluster made it mirror.example/shop');
    expect(await endpoint.observe(target(), never)).toMatchObject({
      outcome: { failure: { kind: 'endpoint-nonsense' } },
    });
  },
);

test('a list of pods that never ends is left', proves('kubernetes', 'lies', 'observe'), async ({ kube }) => {
  const { endpoint, direct, peer, cluster } = kube;
  const { answer } = peer;
  let pages = 0;
  peer.answer = (request, response, socket) => {
    if (!request.url.includes('/pods')) return answer(request, response, socket);
    pages += 1;
    json(200, { metadata: { continue: `page ${pages}` }, items: [] })(request, response, socket);
  };
  const { outcome } = await endpoint.observe(direct(), never);
  expect(outcome).toMatchObject({ kind: 'unreadable', failure: { kind: 'endpoint-nonsense', said: '"page 200"' } });
  expect(cluster.running()).toEqual([image('a')]);
});
