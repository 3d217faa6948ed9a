import { milliseconds } from '../../../contract/duration';
import type { KubernetesEndpoint } from '../../../contract/endpoint-kinds/kubernetes';
import type { Failure } from '../../../contract/failure';
import { fill } from '../../../contract/placeholders';
import type { Endpoint, Order } from '../../release/ports';
import type { Progress, Receipt } from '../../release/receipt';
import { configFor } from '../config-of';
import { follow } from '../follow';
import { readHealth, withHealth } from '../health';
import type { HttpOptions } from '../http/http-endpoint';
import { plainUrl } from '../../http/secret-text';
import { orderValues, targetValues } from '../target-values';
import { clusterOf, nonsense, type Cluster, type ClusterOptions } from './cluster';
import { revisionWith } from './history';
import { observeWorkload } from './observe';
import { readWorkload, workloadIn } from './read-workload';
import { lookAtRollout } from './look-at-rollout';
import { givenUpAt } from './rollout';
import { imageOf, orderAnnotation, orderOn, type Workload } from './workload';

export interface KubernetesOptions extends HttpOptions, ClusterOptions {
  /** Between two looks at a roll-out. Default 1,000. */
  readonly everyMs?: number;
}

const configOf = configFor('kubernetes');

const receive = (receipt: Receipt): Progress => ({ type: 'receipt', receipt });
const refuse = (failure: Failure): Progress => receive({ kind: 'refused', failure });

/** Why nothing is sent: what the API would take without a word, and not do, or do otherwise. */
const objection = (cluster: Cluster, workload: Workload): string | null => {
  const { spec } = workload;
  // A strategic merge would add it.
  if (imageOf(workload, cluster.container) === null) return `it has no container ${cluster.container}`;
  if (spec.paused) return 'it is paused: a new image would wait until somebody resumes it';
  const type = spec.updateStrategy?.type ?? 'RollingUpdate';
  return type === 'RollingUpdate' ? null : `its update strategy is ${type}: its pods would stay as they are`;
};

const patchOf = (config: KubernetesEndpoint) => ({
  method: 'PATCH',
  headers: { 'content-type': 'application/strategic-merge-patch+json' },
  json: {
    metadata: {
      annotations: {
        [orderAnnotation]: '${deployment.id}',
        'kubernetes.io/change-cause': 'Humdrum: ${component} ${candidate.commit}',
      },
    },
    spec: { template: { spec: { containers: [{ name: config.container, image: config.image }] } } },
  },
});

/** A workload of Kubernetes, over its own API. */
export const createKubernetesEndpoint = (options: KubernetesOptions): Required<Endpoint> => {
  const { now, deployWithinMs = 30_000, everyMs = 1000 } = options;
  async function* deploy(order: Order, signal: AbortSignal): AsyncGenerator<Progress, void, undefined> {
    const config = configOf(order.target);
    const values = orderValues(order);
    const image = fill(config.image, values);
    const cluster = await clusterOf(config, values, options);
    if (!cluster.ok) return yield refuse(cluster.failure);
    const { title: where, paths, container } = cluster.value;
    if (order.candidate.version === null && config.image.includes('${candidate.version}'))
      return yield refuse({ kind: 'not-started', where, why: `${config.image} takes a version, and this has none` });
    const before = await readWorkload(cluster.value, signal);
    if (!before.ok) return yield refuse(before.failure);
    const why = objection(cluster.value, before.value);
    if (why !== null) return yield refuse({ kind: 'not-started', where, why });

    const revision = await revisionWith(cluster.value, before.value, image, signal);
    const was = revision === null ? '' : ` (it was ${revision})`;
    yield { type: 'step', text: `${where}: from ${imageOf(before.value, container) ?? 'nothing'} to ${image}${was}` };
    const answer = await cluster.value.ask(paths.workload, signal, patchOf(config), deployWithinMs);
    if (!answer.ok) return yield receive({ kind: answer.sent ? 'unclear' : 'refused', failure: answer.failure });
    const after = workloadIn(cluster.value, answer.where, answer.json);
    if (!after.ok) return yield receive({ kind: 'unclear', failure: after.failure });
    const set = imageOf(after.value, container);
    if (orderOn(after.value) !== order.id || set === null) {
      const failure = nonsense(answer.where, `${where} with this order on it`, after.value.metadata);
      return yield receive({ kind: 'unclear', failure });
    }
    // An admission controller may have its own idea of an image's name.
    if (set !== image) yield { type: 'step', text: `${where}: the cluster made it ${set}` };

    const isNew = after.value.metadata.generation > before.value.metadata.generation;
    const asked = { id: order.id, image: set, givenUpBefore: isNew ? givenUpAt(before.value) : null };
    const look = (signal: AbortSignal) => lookAtRollout(cluster.value, asked, signal);
    yield* follow({ where, look, everyMs, withinMs: milliseconds(config.within) }, signal);
  }

  const find = async (order: Order, signal: AbortSignal): Promise<Receipt | 'unheard of'> => {
    const config = configOf(order.target);
    const cluster = await clusterOf(config, orderValues(order), options);
    if (!cluster.ok) return { kind: 'unclear', failure: cluster.failure };
    const workload = await readWorkload(cluster.value, signal);
    if (!workload.ok) return { kind: 'unclear', failure: workload.failure };
    // It is written with the image, in one step, and only the next order writes over it.
    if (orderOn(workload.value) !== order.id) return 'unheard of';
    const image = fill(config.image, orderValues(order));
    const set = imageOf(workload.value, cluster.value.container);
    if (set !== image) {
      const { title: where } = cluster.value;
      return { kind: 'unclear', failure: nonsense(where, `${image}, which came with the order it has on it`, set) };
    }
    const seen = await lookAtRollout(cluster.value, { id: order.id, image, givenUpBefore: null }, signal);
    if (seen.kind === 'ended') return seen.receipt;
    return seen.kind === 'going' ? { kind: 'accepted', text: seen.text } : { kind: 'unclear', failure: seen.failure };
  };

  return {
    deploy,
    find,
    address: (target) => plainUrl(configOf(target).server, targetValues(target))?.origin ?? '',
    observe: async (target, signal) => {
      const config = configOf(target);
      const values = targetValues(target);
      const cluster = await clusterOf(config, values, options);
      if (!cluster.ok) return { readAt: now(), outcome: { kind: 'unreadable', failure: cluster.failure } };
      const [outcome, health] = await Promise.all([
        observeWorkload(cluster.value, config.image, values, signal),
        readHealth(target, signal),
      ]);
      return { readAt: now(), outcome: withHealth(outcome, health) };
    },
  };
};
