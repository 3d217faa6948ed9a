import type { FakePod, FakeWorkload } from './kubernetes-controller';

// What the API says of a workload of the fake: the objects of apps/v1 and v1, as far as they are needed and required.

const kinds = { deployment: 'Deployment', statefulset: 'StatefulSet', daemonset: 'DaemonSet' } as const;
const labels = { app: 'shop' };
const selector = { matchLabels: labels };

const templateOf = (image: string) => ({
  metadata: { labels },
  spec: {
    containers: [
      { name: 'shop', image },
      { name: 'proxy', image: 'envoy:1' },
    ],
  },
});

const progress = ({ givenUp }: FakeWorkload) => ({
  type: 'Progressing',
  status: givenUp === null ? 'True' : 'False',
  reason: givenUp === null ? 'ReplicaSetUpdated' : 'ProgressDeadlineExceeded',
  message: givenUp === null ? 'ReplicaSet "shop-2" is progressing.' : 'ReplicaSet "shop-2" has timed out progressing.',
  ...(givenUp === null ? {} : { lastUpdateTime: givenUp }),
});

const statusOf = (workload: FakeWorkload) => {
  const here = workload.pods.filter(({ ending }) => !ending);
  const updated = here.filter(({ image }) => image === workload.image);
  const ready = here.filter((pod) => pod.ready).length;
  const observedGeneration = workload.observed;
  if (workload.kind === 'daemonset')
    return {
      observedGeneration,
      currentNumberScheduled: here.length,
      desiredNumberScheduled: workload.replicas,
      numberMisscheduled: 0,
      numberReady: ready,
      numberAvailable: ready,
      updatedNumberScheduled: updated.length,
    };
  const counts = {
    observedGeneration,
    replicas: here.length,
    updatedReplicas: updated.length,
    readyReplicas: ready,
  };
  if (workload.kind === 'deployment') return { ...counts, availableReplicas: ready, conditions: [progress(workload)] };
  const done = updated.length === workload.replicas && ready === workload.replicas;
  return { ...counts, currentRevision: done ? 'shop-b' : 'shop-a', updateRevision: 'shop-b' };
};

const updateOf = ({ kind, strategy }: FakeWorkload) => {
  if (kind === 'deployment') return { strategy: { type: strategy } };
  return { updateStrategy: { type: strategy }, ...(kind === 'statefulset' ? { serviceName: 'shop' } : {}) };
};

export const objectOf = (workload: FakeWorkload) => ({
  apiVersion: 'apps/v1',
  kind: kinds[workload.kind],
  metadata: {
    name: 'shop',
    namespace: 'staging',
    generation: workload.generation,
    annotations: workload.annotations,
  },
  spec: {
    ...(workload.kind === 'daemonset' ? {} : { replicas: workload.replicas }),
    ...(workload.paused ? { paused: true } : {}),
    selector,
    template: templateOf(workload.image),
    ...updateOf(workload),
  },
  status: statusOf(workload),
});

const containerStatus = (name: string, image: string, pod: FakePod) => ({
  name,
  image,
  imageID: pod.waiting ? '' : `${image}@sha256:${'0'.repeat(64)}`,
  ready: pod.ready,
  restartCount: pod.restarts,
  state: pod.waiting ? { waiting: pod.waiting } : { running: { startedAt: '2026-01-01T00:00:00Z' } },
});

const owners = {
  deployment: ['ReplicaSet', 'shop-2'],
  statefulset: ['StatefulSet', 'shop'],
  daemonset: ['DaemonSet', 'shop'],
};

export const podObject = (workload: FakeWorkload, pod: FakePod) => {
  const [kind, name] = owners[workload.kind];
  return {
    metadata: {
      name: pod.name,
      labels,
      ownerReferences: [{ apiVersion: 'apps/v1', kind, name, uid: 'u', controller: true }],
      ...(pod.ending ? { deletionTimestamp: '2026-01-01T00:00:00Z' } : {}),
    },
    spec: templateOf(pod.image).spec,
    status: {
      phase: pod.waiting ? 'Pending' : 'Running',
      containerStatuses: [
        containerStatus('shop', pod.image, pod),
        containerStatus('proxy', 'envoy:1', podRunning(pod)),
      ],
    },
  };
};

const podRunning = (pod: FakePod): FakePod => ({ ...pod, waiting: null, ready: true, restarts: 0 });

/** A pod with the same labels that is none of the workload's: a Job's. */
export const strangePod = (image: string) => ({
  metadata: {
    name: 'migrate-x',
    labels,
    ownerReferences: [{ apiVersion: 'batch/v1', kind: 'Job', name: 'migrate', uid: 'j', controller: true }],
  },
  spec: templateOf(image).spec,
  status: { phase: 'Running' },
});

export const replicaSets = (workload: FakeWorkload) => ({
  apiVersion: 'apps/v1',
  kind: 'ReplicaSetList',
  metadata: {},
  items: workload.images.map((image, n) => ({
    metadata: { name: `shop-${n + 1}`, annotations: { 'deployment.kubernetes.io/revision': String(n + 1) } },
    spec: { selector, template: templateOf(image) },
  })),
});

/** How the API says no. */
export const statusObject = (code: number, reason: string, message: string) => ({
  apiVersion: 'v1',
  kind: 'Status',
  metadata: {},
  status: 'Failure',
  code,
  reason,
  message,
});
