import { z } from 'zod';
import { done, failed, type Result } from '../../../contract/failure';
import { nonsense, type Cluster } from './cluster';
import { selectorText, type Workload } from './workload';

const trouble = z.object({ reason: z.string().default(''), message: z.string().default('') });

const stateSchema = z.object({
  name: z.string(),
  ready: z.boolean().default(false),
  restartCount: z.number().default(0),
  state: z
    .object({ running: z.object({}).nullish(), waiting: trouble.nullish(), terminated: trouble.nullish() })
    .prefault({}),
});

const podSchema = z.object({
  metadata: z.object({
    name: z.string(),
    deletionTimestamp: z.string().nullish(),
    ownerReferences: z.array(z.object({ kind: z.string(), name: z.string() })).default([]),
  }),
  spec: z.object({ containers: z.array(z.object({ name: z.string(), image: z.string().default('') })) }),
  status: z.object({ containerStatuses: z.array(stateSchema).default([]) }).prefault({}),
});
export type Pod = z.infer<typeof podSchema>;

const listSchema = z.object({
  metadata: z.object({ continue: z.string().default('') }).prefault({}),
  items: z.array(podSchema).nullish(),
});

// A pod is some 10 KB of JSON, and an answer may have 1 MB.
const page = 50;
/** Kubernetes holds 5,000 nodes; one workload with twice as many pods is none that is deployed by hand. */
const mostPages = 200;

const owners: Readonly<Record<string, string>> = {
  deployment: 'ReplicaSet',
  statefulset: 'StatefulSet',
  daemonset: 'DaemonSet',
};

/** Pods of a Job may have the same labels. A ReplicaSet is called after its Deployment. */
const isOwned = (pod: Pod, { kind, name }: Cluster): boolean =>
  pod.metadata.ownerReferences.some(
    (owner) =>
      owner.kind === owners[kind] && (kind === 'deployment' ? owner.name.startsWith(`${name}-`) : owner.name === name),
  );

/** The workload's pods that are not on their way out: those get no more requests. */
export const podsOf = async (
  cluster: Cluster,
  workload: Workload,
  signal: AbortSignal,
): Promise<Result<readonly Pod[]>> => {
  const selector = encodeURIComponent(selectorText(workload.spec.selector));
  const all: Pod[] = [];
  let more = '';
  for (let pages = 1; pages === 1 || more !== ''; pages += 1) {
    const after = more === '' ? '' : `&continue=${encodeURIComponent(more)}`;
    const path = `${cluster.paths.pods}?labelSelector=${selector}&limit=${page}${after}`;
    const answer = await cluster.ask(path, signal);
    if (!answer.ok) return answer;
    const list = listSchema.safeParse(answer.json);
    if (!list.success) return failed(nonsense(answer.where, 'a list of pods', answer.json));
    all.push(...(list.data.items ?? []));
    more = list.data.metadata.continue;
    if (pages === mostPages && more !== '')
      return failed(nonsense(answer.where, `at most ${mostPages * page} pods`, more));
  }
  return done(all.filter((pod) => isOwned(pod, cluster) && !pod.metadata.deletionTimestamp));
};

const stateOf = (pod: Pod, container: string) => pod.status.containerStatuses.find(({ name }) => name === container);

/** What runs in a container, by the images of pods in which it runs. */
export const imagesRunning = (pods: readonly Pod[], container: string): readonly string[] => [
  ...new Set(
    pods
      .filter((pod) => stateOf(pod, container)?.state.running)
      .flatMap((pod) => pod.spec.containers.filter(({ name }) => name === container).map(({ image }) => image)),
  ),
];

/** Why a pod does not run: `shop-1: ImagePullBackOff Back-off pulling image`. */
export const troubles = (pods: readonly Pod[]): readonly string[] =>
  pods.flatMap((pod) =>
    pod.status.containerStatuses.flatMap(({ state, name }) => {
      const why = state.waiting ?? state.terminated;
      // What every pod says while it comes up is no trouble.
      if (!why || why.reason === 'ContainerCreating' || why.reason === 'PodInitializing') return [];
      return [`${pod.metadata.name} ${name}: ${why.reason} ${why.message}`.trim().slice(0, 200)];
    }),
  );

export const readyIn = (pods: readonly Pod[], container: string): number =>
  pods.filter((pod) => stateOf(pod, container)?.ready === true).length;

export const restartsIn = (pods: readonly Pod[], container: string): number =>
  pods.reduce((sum, pod) => sum + (stateOf(pod, container)?.restartCount ?? 0), 0);
