import { expect } from '@playwright/test';
import { openTlsFront } from '../support/tls-front';
import { json, redirects } from '../support/endpoint-http';
import { deploy, never, orderOf } from '../support/endpoint-orders';
import { commitOf } from '../support/endpoint-services';
import { podOf, workloadOf } from '../support/kubernetes-controller';
import { image, patches, test, token } from '../support/kubernetes-rig';
import { proves, ranAgainst } from '../support/proves';

const [old, fresh] = [commitOf('a'), commitOf('b')];

test.beforeEach(({ kube }) => ranAgainst(test.info(), kube.system));

test(
  'what the API would take and not do is refused before it is sent',
  proves('kubernetes', 'refused'),
  async ({ kube }) => {
    const { endpoint, target, cluster, peer } = kube;
    const from = peer.seen.length;
    const reason = async (config = {}) =>
      JSON.stringify((await deploy(endpoint, orderOf(target(config), fresh))).receipt);
    expect(await reason({ container: 'shopp' })).toContain('it has no container shopp');
    expect(await reason({ workload: 'deployment/..' })).toContain('no names like');
    cluster.workload.paused = true;
    expect(await reason()).toContain('it is paused');
    cluster.workload = { ...workloadOf('statefulset', image('a')), strategy: 'OnDelete' };
    expect(await reason()).toContain('its update strategy is OnDelete');
    const versioned = orderOf(target({ image: 'shop:${candidate.version}' }), fresh);
    const nameless = { ...versioned, candidate: { ...versioned.candidate, version: null } };
    expect(JSON.stringify((await deploy(endpoint, nameless)).receipt)).toContain('takes a version, and this has none');
    expect(patches(kube, from)).toBe(0);
  },
);

test(
  'somebody who sets another image meanwhile is named as the end of it',
  proves('kubernetes', 'refused'),
  async ({ kube }) => {
    const { endpoint, target, cluster } = kube;
    cluster.still = true;
    const heard = deploy(endpoint, orderOf(target(), fresh));
    await expect.poll(() => cluster.workload.image).toBe(image('b'));
    cluster.apply(image('a'), {});
    expect(JSON.stringify((await heard).receipt)).toContain(`somebody has set its image to ${image('a')} since`);
  },
);

test('a cluster that asks to be left alone did nothing; asked how far it is, it is asked again', async ({ kube }) => {
  const { endpoint, direct, peer } = kube;
  const { answer } = peer;
  let busy = 2;
  const busily: typeof answer = (request, response, socket) => {
    response.setHeader('retry-after', '0');
    json(429, {})(request, response, socket);
  };
  peer.answer = (request, response, socket) =>
    request.method === 'PATCH' ? busily(request, response, socket) : answer(request, response, socket);
  expect((await deploy(endpoint, orderOf(direct(), fresh))).receipt).toMatchObject({
    kind: 'refused',
    failure: { kind: 'endpoint-busy', retryAfterMs: 0 },
  });
  let patched = false;
  peer.answer = (request, response, socket) => {
    if (patched && busy > 0) {
      busy -= 1;
      return busily(request, response, socket);
    }
    patched = request.method === 'PATCH';
    answer(request, response, socket);
  };
  const { receipt, steps } = await deploy(endpoint, orderOf(direct(), fresh));
  expect(receipt).toMatchObject({ kind: 'accepted' });
  expect(steps.join('\n')).toContain('left alone');
});

test('a redirect is not followed: the token stays where it belongs', async ({ kube }) => {
  const { endpoint, direct, peer } = kube;
  const from = peer.seen.length;
  peer.answer = redirects(307, `${peer.origin}/elsewhere`);
  expect(JSON.stringify((await deploy(endpoint, orderOf(direct(), fresh))).receipt)).toContain('is not followed');
  expect(peer.seen.slice(from).map(({ url }) => url)).not.toContain('/elsewhere');
});

test('a cluster with an authority of its own is believed by that authority alone', async ({ kube }) => {
  const { endpoint, direct, peer } = kube;
  const front = await openTlsFront(peer.origin);
  try {
    kube.known.add(front.origin);
    const server = front.origin;
    expect(await endpoint.observe(direct({ server, ca: front.authority }), never)).toMatchObject({
      outcome: { kind: 'running', named: old },
    });
    for (const ca of [undefined, front.stranger]) {
      const from = peer.seen.length;
      const target = direct(ca === undefined ? { server } : { server, ca });
      const { receipt } = await deploy(endpoint, orderOf(target, fresh));
      expect(receipt).toMatchObject({ kind: 'refused', failure: { kind: 'endpoint-unreachable' } });
      expect(JSON.stringify(receipt)).toMatch(/certificate|authority/);
      expect(peer.seen).toHaveLength(from);
    }
    const { receipt } = await deploy(endpoint, orderOf(direct({ server, ca: '/nowhere/ca.pem' }), fresh));
    expect(JSON.stringify(receipt)).toContain('file-unreadable');
  } finally {
    await front.close();
  }
});

test('a token that a cluster says back is in no step and in no failure', async ({ kube }) => {
  const { cluster, endpoint, direct, peer } = kube;
  cluster.still = true;
  const message = `pull with ${token} failed`;
  cluster.workload.pods.push(podOf(image('b'), { ready: false, waiting: { reason: 'ErrImagePull', message } }));
  const seen = JSON.stringify(await endpoint.observe(direct(), never));
  expect(seen).toContain('pull with ••• failed');
  expect(seen).not.toContain(token);
  for (const [status, body] of [
    [200, { metadata: { name: token } }],
    [403, { message }],
    [500, { message }],
  ] as const) {
    peer.answer = json(status, body);
    const { receipt, steps, log } = await deploy(endpoint, orderOf(direct(), fresh));
    expect(JSON.stringify({ receipt, steps, log })).toContain('•••');
    expect(JSON.stringify({ receipt, steps, log })).not.toContain(token);
  }
});
