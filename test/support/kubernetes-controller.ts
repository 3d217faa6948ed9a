export type Kind = 'deployment' | 'statefulset' | 'daemonset';

export interface FakePod {
  readonly name: string;
  readonly image: string;
  ready: boolean;
  readonly waiting: { readonly reason: string; readonly message: string } | null;
  restarts: number;
  /** On its way out: it has its grace time. */
  ending: boolean;
}

/** A workload, and what a controller has made of it so far. */
export interface FakeWorkload {
  readonly kind: Kind;
  replicas: number;
  image: string;
  annotations: Record<string, string>;
  generation: number;
  observed: number;
  pods: FakePod[];
  paused: boolean;
  strategy: string;
  /** When it was given up, and how often that has been looked at. */
  givenUp: string | null;
  stuck: number;
  /** Images that every node can have. */
  readonly pullable: Set<string>;
  /** Every image that it had, oldest first: one ReplicaSet each. */
  readonly images: string[];
}

let pods = 0;

export const podOf = (image: string, more: Partial<FakePod> = {}): FakePod => ({
  name: `shop-${(pods += 1)}`,
  image,
  ready: true,
  waiting: null,
  restarts: 0,
  ending: false,
  ...more,
});

const created = (workload: FakeWorkload): FakePod => {
  const { image } = workload;
  if (workload.pullable.has(image)) return podOf(image, { ready: false });
  const message = `Back-off pulling image "${image}"`;
  return podOf(image, { ready: false, waiting: { reason: 'ImagePullBackOff', message } });
};

/** How often a pod that cannot start is looked at before its Deployment is given up. */
const patience = 2;

/**
 * One step towards what is asked for, a pod at a time: a Deployment starts the new pod before it ends an old one, the others end
 * it first. A Deployment that is stuck is given up, keeps trying, and goes on running what it ran.
 */
export const reconcile = (workload: FakeWorkload): void => {
  if (workload.observed < workload.generation) {
    workload.observed = workload.generation;
    return;
  }
  workload.pods = workload.pods.filter(({ ending }) => !ending);
  if (workload.paused) return;
  const { image } = workload;
  // What an earlier roll-out could not start goes first.
  workload.pods = workload.pods.filter((pod) => pod.waiting === null || pod.image === image);
  const [old] = workload.pods.filter((pod) => pod.image !== image);
  const fresh = workload.pods.find((pod) => pod.image === image && !pod.ready);
  if (fresh?.waiting) {
    workload.stuck += 1;
    if (workload.stuck > patience) workload.givenUp ??= new Date().toISOString();
    return;
  }
  workload.givenUp = null;
  if (fresh) {
    fresh.ready = true;
    if (workload.kind === 'deployment' && old) old.ending = true;
    return;
  }
  if (old === undefined && workload.pods.length >= workload.replicas) return;
  if (workload.kind !== 'deployment') workload.pods = workload.pods.filter((pod) => pod !== old);
  workload.pods.push(created(workload));
};

export const workloadOf = (kind: Kind, image: string): FakeWorkload => ({
  kind,
  replicas: 2,
  image,
  annotations: {},
  generation: 1,
  observed: 1,
  pods: [podOf(image), podOf(image)],
  paused: false,
  strategy: 'RollingUpdate',
  givenUp: null,
  stuck: 0,
  pullable: new Set([image]),
  images: [image],
});
