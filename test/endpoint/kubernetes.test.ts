import { expect } from '@playwright/test';
import { deploy, never, orderOf } from '../support/endpoint-orders';
import { commitOf } from '../support/endpoint-services';
import { podOf, workloadOf } from '../support/kubernetes-controller';
import { image, test } from '../support/kubernetes-rig';
import { proves, ranAgainst } from '../support/proves';

const [old, fresh, missing] = [commitOf('a'), commitOf('b'), commitOf('c')];

for (const kind of ['deployment', 'statefulset', 'daemonset'] as const) {
  test(
    `a candidate goes out to a ${kind}, pod by pod, and is what runs afterwards`,
    proves('kubernetes', 'deploy', 'observe'),
    async ({ kube }) => {
      const { cluster, endpoint, target } = kube;
      ranAgainst(test.info(), kube.system);
      cluster.workload = workloadOf(kind, image('a'));
      cluster.workload.pullable.add(image('b'));
      expect(await endpoint.observe(target(), never)).toMatchObject({
        outcome: { kind: 'running', named: old, health: 'healthy' },
      });
      const order = orderOf(target(), fresh);
      const { receipt, steps } = await deploy(endpoint, order);
      expect(receipt).toMatchObject({ kind: 'accepted' });
      expect(steps[0]).toContain(`from ${image('a')} to ${image('b')}`);
      expect(steps.length).toBeGreaterThan(3);
      expect(cluster.running()).toEqual([image('b')]);
      expect(cluster.workload.annotations).toMatchObject({ 'humdrum/deployment': order.id });
      expect(cluster.workload.annotations['kubernetes.io/change-cause']).toContain(fresh);
      expect(await endpoint.observe(target(), never)).toMatchObject({
        outcome: { kind: 'running', named: fresh, health: 'healthy' },
      });
    },
  );
}

test(
  'an earlier candidate goes back by the same way, and its revision is named',
  proves('kubernetes', 'roll-back'),
  async ({ kube }) => {
    const { cluster, endpoint, target } = kube;
    ranAgainst(test.info(), kube.system);
    await deploy(endpoint, orderOf(target(), fresh));
    const { receipt, steps } = await deploy(endpoint, orderOf(target(), old));
    expect(receipt).toMatchObject({ kind: 'accepted' });
    expect(steps[0]).toContain('it was revision 1, ReplicaSet shop-1');
    expect(cluster.running()).toEqual([image('a')]);
    expect(await endpoint.observe(target(), never)).toMatchObject({ outcome: { kind: 'running', named: old } });
  },
);

test(
  'an image that nobody has is refused with what the pods wait for, and what ran still runs',
  proves('kubernetes', 'refused'),
  async ({ kube }) => {
    const { cluster, endpoint, target } = kube;
    ranAgainst(test.info(), kube.system);
    const { receipt, steps } = await deploy(endpoint, orderOf(target(), missing));
    expect(receipt).toMatchObject({
      kind: 'refused',
      failure: { kind: 'endpoint-refused', status: 'ProgressDeadlineExceeded' },
    });
    expect(JSON.stringify(receipt)).toContain('ImagePullBackOff Back-off pulling image');
    expect(steps.join('\n')).toContain('ImagePullBackOff');
    expect(cluster.running()).toEqual([image('a')]);
    const { outcome } = await endpoint.observe(target(), never);
    expect(outcome).toMatchObject({ kind: 'running', named: old, health: 'unhealthy' });
    expect(JSON.stringify(outcome)).toContain('ImagePullBackOff');
  },
);

test(
  'after a roll-out that was given up the way back is not taken for given up too',
  proves('kubernetes', 'roll-back'),
  async ({ kube }) => {
    const { cluster, endpoint, target } = kube;
    ranAgainst(test.info(), kube.system);
    await deploy(endpoint, orderOf(target(), missing));
    expect(cluster.workload.givenUp).not.toBeNull();
    expect((await deploy(endpoint, orderOf(target(), old))).receipt).toMatchObject({ kind: 'accepted' });
    expect(cluster.running()).toEqual([image('a')]);
  },
);

test(
  'a token that is refused is said to be, and nothing changes',
  proves('kubernetes', 'refused'),
  async ({ kube }) => {
    const { cluster, endpoint, target } = kube;
    ranAgainst(test.info(), kube.system);
    cluster.token = 'another';
    const { receipt } = await deploy(endpoint, orderOf(target(), fresh));
    expect(receipt).toMatchObject({
      kind: 'refused',
      failure: { kind: 'credentials-refused', said: 'Unauthorized', secrets: ['KUBE'] },
    });
    expect(cluster.workload.generation).toBe(1);
    expect(cluster.running()).toEqual([image('a')]);
    expect(await endpoint.observe(target(), never)).toMatchObject({
      outcome: { failure: { kind: 'credentials-refused' } },
    });
  },
);

test(
  'while two versions run, neither is said to be what runs; pods that end and pods of a job are none of it',
  proves('kubernetes', 'observe'),
  async ({ kube }) => {
    const { cluster, endpoint, target } = kube;
    ranAgainst(test.info(), kube.system);
    cluster.still = true;
    cluster.workload.pods = [podOf(image('a')), podOf(image('b'))];
    expect(await endpoint.observe(target(), never)).toMatchObject({
      outcome: { failure: { kind: 'mixed', versions: [old, fresh] } },
    });
    cluster.workload.pods = [
      podOf(image('a'), { ending: true }),
      podOf(image('b')),
      podOf(image('b'), { ready: false, restarts: 3 }),
    ];
    const { outcome } = await endpoint.observe(target(), never);
    expect(outcome).toMatchObject({
      kind: 'running',
      named: fresh,
      health: 'unhealthy',
      healthText: '1 of 2 pods are ready; 3 restarts',
    });
    cluster.workload.pods = Array.from({ length: 120 }, (_, n) => podOf(image(n === 119 ? 'a' : 'b')));
    expect(await endpoint.observe(target(), never)).toMatchObject({ outcome: { failure: { kind: 'mixed' } } });
    cluster.workload.pods = [];
    expect(await endpoint.observe(target(), never)).toMatchObject({ outcome: { kind: 'nothing' } });
    cluster.workload.pods = [podOf('busybox')];
    expect(await endpoint.observe(target(), never)).toMatchObject({
      outcome: { failure: { kind: 'endpoint-nonsense', said: 'busybox' } },
    });
  },
);
