import { expect } from '@playwright/test';
import { test } from '../support/argo-cd-rig';
import { deploy, never, orderOf } from '../support/endpoint-orders';
import { commitOf } from '../support/endpoint-services';
import { proves, ranAgainst } from '../support/proves';

const [old, fresh, other] = [commitOf('a'), commitOf('b'), commitOf('c')];

test.beforeEach(({ rig }) => ranAgainst(test.info(), rig.system));

test(
  'a candidate goes out, step by step, until it is healthy, and is what runs afterwards',
  proves('argo-cd', 'deploy', 'observe'),
  async ({ rig }) => {
    const { argo, endpoint, target, peer } = rig;
    expect(await endpoint.observe(target(), never)).toMatchObject({ outcome: { named: old, health: 'healthy' } });
    const from = peer.seen.length;
    const order = orderOf(target(), fresh);
    const { receipt, steps } = await deploy(endpoint, order);
    expect(receipt).toMatchObject({
      kind: 'accepted',
      text: `application shop-staging is synced to ${fresh} and Healthy`,
    });
    expect(steps.join('\n')).toContain('deployment.apps/shop configured');
    expect(steps.join('\n')).toContain('1 of 2 updated replicas');
    const posts = peer.seen.slice(from).filter(({ method }) => method === 'POST');
    expect(posts.map(({ body }): unknown => JSON.parse(body))).toEqual([
      { revision: fresh, prune: false, infos: [{ name: 'humdrum', value: order.id }] },
    ]);
    expect(argo.live).toBe(fresh);
    // Its target is still the old commit: it says OutOfSync, and that is no news of what runs.
    expect(await endpoint.observe(target(), never)).toMatchObject({ outcome: { named: fresh, health: 'healthy' } });
    argo.target = fresh;
    expect(await endpoint.observe(target(), never)).toMatchObject({ outcome: { named: fresh, health: 'healthy' } });
  },
);

test(
  'while a sync is under way, or what it applied comes up, both versions are named',
  proves('argo-cd', 'observe'),
  async ({ rig }) => {
    const { argo, endpoint, target } = rig;
    argo.begin({ id: null, revision: fresh, username: 'somebody' });
    for (const stage of ['asked', 'begun', 'applied', 'ended', 'reconciled']) {
      argo.steps = stage === 'asked' ? 0 : 1;
      const { outcome } = await endpoint.observe(target(), never);
      expect(outcome, stage).toMatchObject({ failure: { kind: 'mixed', versions: [old, fresh] } });
    }
    argo.steps = 1;
    expect(await endpoint.observe(target(), never)).toMatchObject({ outcome: { named: fresh, health: 'healthy' } });
  },
);

test(
  'what strayed from what was applied can’t be told; what is left to prune is no straying',
  proves('argo-cd', 'observe'),
  async ({ rig }) => {
    const { argo, endpoint, target } = rig;
    await deploy(endpoint, orderOf(target(), fresh));
    argo.target = fresh;
    argo.left = true;
    expect(await endpoint.observe(target(), never)).toMatchObject({ outcome: { named: fresh } });
    argo.live = other;
    const strayed = await endpoint.observe(target(), never);
    expect(strayed).toMatchObject({
      outcome: { failure: { kind: 'endpoint-nonsense', said: 'OutOfSync; Deployment shop' } },
    });
  },
);

test('an application of which nothing is there runs nothing', proves('argo-cd', 'observe'), async ({ rig }) => {
  const { argo, endpoint, target } = rig;
  Object.assign(argo, { live: null, health: 'Missing', history: [] });
  expect(await endpoint.observe(target(), never)).toMatchObject({ outcome: { kind: 'nothing' } });
  // It was never synced, and yet something is there.
  Object.assign(argo, { live: other, health: 'Healthy' });
  expect(await endpoint.observe(target(), never)).toMatchObject({
    outcome: { failure: { kind: 'endpoint-nonsense' } },
  });
});

test(
  'an earlier candidate goes back by the same way, and its place in the history is named',
  proves('argo-cd', 'roll-back'),
  async ({ rig }) => {
    const { argo, endpoint, target } = rig;
    await deploy(endpoint, orderOf(target(), fresh));
    const { receipt, steps } = await deploy(endpoint, orderOf(target(), old));
    expect(receipt).toMatchObject({ kind: 'accepted' });
    expect(steps[0]).toContain('which it had in its history as 0');
    expect(argo.live).toBe(old);
    expect(await endpoint.observe(target(), never)).toMatchObject({ outcome: { named: old, health: 'healthy' } });
  },
);

test('a token that is refused is said to be, and nothing changes', proves('argo-cd', 'refused'), async ({ rig }) => {
  const { argo, endpoint, target } = rig;
  argo.token = 'another';
  expect((await deploy(endpoint, orderOf(target(), fresh))).receipt).toMatchObject({
    kind: 'refused',
    failure: { kind: 'credentials-refused', said: 'invalid session: signature is invalid', secrets: ['ARGO'] },
  });
  expect(argo.operation).toBeNull();
  expect(argo.live).toBe(old);
});

test(
  'an application that syncs by itself, or has no such commit, refuses in its own words',
  proves('argo-cd', 'refused'),
  async ({ rig }) => {
    const { argo, endpoint, target } = rig;
    const said = async (commit = fresh) => (await deploy(endpoint, orderOf(target(), commit))).receipt;
    expect(await said(other)).toMatchObject({
      kind: 'refused',
      failure: { said: `unable to resolve '${other}' to a commit SHA` },
    });
    argo.begin({ id: null, revision: old, username: 'somebody' });
    argo.steps = 0;
    expect(await said()).toMatchObject({
      kind: 'refused',
      failure: { said: 'another operation is already in progress' },
    });
    argo.automated = true;
    expect(await said()).toMatchObject({
      kind: 'refused',
      failure: { said: `Cannot sync to ${fresh}: auto-sync currently set to main` },
    });
    argo.sources = 2;
    expect(await said()).toMatchObject({ kind: 'refused', failure: { kind: 'not-started' } });
    expect(argo.live).toBe(old);
  },
);

test(
  'a sync that fails is refused with what failed, and what is half applied can’t be told',
  proves('argo-cd', 'refused'),
  async ({ rig }) => {
    const { argo, endpoint, target } = rig;
    argo.known.add(other);
    const { receipt } = await deploy(endpoint, orderOf(target(), other));
    expect(receipt).toMatchObject({ kind: 'refused', failure: { status: 'Failed' } });
    expect(JSON.stringify(receipt)).toContain('Deployment shop: one or more objects failed to apply');
    expect(argo.live).toBe(old);
    argo.steps = 0;
    expect(await endpoint.observe(target(), never)).toMatchObject({ outcome: { failure: { kind: 'mixed' } } });
    // Looked at again, all of it is as the old commit says.
    argo.steps = 1;
    expect(await endpoint.observe(target(), never)).toMatchObject({ outcome: { named: old } });
  },
);

test('what was synced and does not come up is refused as degraded', proves('argo-cd', 'refused'), async ({ rig }) => {
  const { argo, endpoint, target } = rig;
  argo.known.add(other);
  argo.sound.add(other);
  const { receipt } = await deploy(endpoint, orderOf(target(), other));
  expect(receipt).toMatchObject({ kind: 'refused', failure: { status: 'Degraded' } });
  expect(JSON.stringify(receipt)).toContain('exceeded its progress deadline');
  expect(await endpoint.observe(target(), never)).toMatchObject({ outcome: { named: other, health: 'unhealthy' } });
});

test('a roll-out that waits half way for a person runs two versions', proves('argo-cd', 'observe'), async ({ rig }) => {
  const { argo, endpoint, target } = rig;
  await deploy(endpoint, orderOf(target(), fresh));
  Object.assign(argo, { health: 'Suspended', healthMessage: 'Rollout is paused' });
  expect(await endpoint.observe(target(), never)).toMatchObject({ outcome: { failure: { kind: 'mixed' } } });
});
