import type { Workload } from './workload';

export interface Rollout {
  readonly kind: 'done' | 'going' | 'failed';
  readonly text: string;
}

const going = (text: string): Rollout => ({ kind: 'going', text });

/** When Kubernetes gave a Deployment up; null: it has not. */
export const givenUpAt = ({ status }: Workload): string | null =>
  status.conditions.find(({ type, reason }) => type === 'Progressing' && reason === 'ProgressDeadlineExceeded')
    ?.lastUpdateTime ?? null;

const ofDeployment = (workload: Workload, before: string | null): Rollout => {
  const { spec, status } = workload;
  const at = givenUpAt(workload);
  if (at !== null && at !== before) {
    const why = status.conditions.find(({ type }) => type === 'Progressing')?.message ?? '';
    return { kind: 'failed', text: `exceeded its progress deadline: ${why}` };
  }
  if (status.updatedReplicas < spec.replicas)
    return going(`${status.updatedReplicas} of ${spec.replicas} new replicas have been updated`);
  if (status.replicas > status.updatedReplicas)
    return going(`${status.replicas - status.updatedReplicas} old replicas are still to end`);
  if (status.availableReplicas < status.updatedReplicas)
    return going(`${status.availableReplicas} of ${status.updatedReplicas} updated replicas are available`);
  return { kind: 'done', text: `rolled out: ${status.availableReplicas} of ${spec.replicas} replicas are available` };
};

const ofDaemonSet = ({ status }: Workload): Rollout => {
  const wanted = status.desiredNumberScheduled;
  if (status.updatedNumberScheduled < wanted)
    return going(`${status.updatedNumberScheduled} of ${wanted} new pods have been updated`);
  if (status.numberAvailable < wanted)
    return going(`${status.numberAvailable} of ${wanted} updated pods are available`);
  return { kind: 'done', text: `rolled out: ${status.numberAvailable} of ${wanted} pods are available` };
};

const ofStatefulSet = ({ spec, status }: Workload): Rollout => {
  if (status.readyReplicas < spec.replicas) return going(`${status.readyReplicas} of ${spec.replicas} pods are ready`);
  const partition = spec.updateStrategy?.rollingUpdate?.partition ?? 0;
  if (partition > 0) {
    const wanted = spec.replicas - partition;
    if (status.updatedReplicas < wanted)
      return going(`${status.updatedReplicas} of ${wanted} new pods have been updated`);
    return {
      kind: 'done',
      text: `rolled out as far as its partition: ${status.updatedReplicas} of ${spec.replicas} pods`,
    };
  }
  if (status.updateRevision !== status.currentRevision)
    return going(`${status.updatedReplicas} of ${spec.replicas} pods are at revision ${status.updateRevision}`);
  return { kind: 'done', text: `rolled out: ${status.readyReplicas} of ${spec.replicas} pods are ready` };
};

/**
 * How far a roll-out is, as `kubectl rollout status` computes it (polymorphichelpers/rollout_status.go).
 * @param before when an earlier roll-out was given up: that word outlives it, until the controller says something about this one
 */
export const rolloutOf = (kind: string, workload: Workload, before: string | null): Rollout => {
  const { generation } = workload.metadata;
  const { observedGeneration } = workload.status;
  if (observedGeneration === 0 || generation > observedGeneration) return going('waits for its change to be noticed');
  if (kind === 'deployment') return ofDeployment(workload, before);
  return kind === 'daemonset' ? ofDaemonSet(workload) : ofStatefulSet(workload);
};
