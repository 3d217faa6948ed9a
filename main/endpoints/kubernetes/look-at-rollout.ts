import type { Failure } from '../../../contract/failure';
import type { Receipt } from '../../release/receipt';
import type { Look } from '../follow';
import type { Cluster } from './cluster';
import { podsOf, troubles } from './pods';
import { readWorkload } from './read-workload';
import { rolloutOf } from './rollout';
import { imageOf, orderOn, type Workload } from './workload';

/** What an order asked of a workload, and what is known of it from before. */
export interface Asked {
  readonly id: string;
  readonly image: string;
  /** When an earlier roll-out was given up. */
  readonly givenUpBefore: string | null;
}

const refused = (cluster: Cluster, status: string, said: string): Receipt => {
  const failure: Failure = { kind: 'endpoint-refused', where: cluster.title, status, said };
  return { kind: 'refused', failure };
};

const why = async (cluster: Cluster, workload: Workload, signal: AbortSignal): Promise<string> => {
  const pods = await podsOf(cluster, workload, signal);
  const found = pods.ok ? troubles(pods.value) : [];
  return found.length === 0 ? '' : `; ${found.slice(0, 3).join('; ')}`;
};

/** How far what an order asked for is; whoever changed the workload since has undone it. */
export const lookAtRollout = async (cluster: Cluster, asked: Asked, signal: AbortSignal): Promise<Look> => {
  const read = await readWorkload(cluster, signal);
  if (!read.ok) return { kind: 'unreadable', failure: read.failure };
  const workload = read.value;
  const image = imageOf(workload, cluster.container) ?? 'nothing';
  if (orderOn(workload) !== asked.id || image !== asked.image) {
    const by = orderOn(workload) === asked.id ? 'somebody' : `another order (${orderOn(workload) ?? 'unnamed'})`;
    return { kind: 'ended', receipt: refused(cluster, 'replaced', `${by} has set its image to ${image} since`) };
  }
  const rollout = rolloutOf(cluster.kind, workload, asked.givenUpBefore);
  if (rollout.kind === 'done')
    return { kind: 'ended', receipt: { kind: 'accepted', text: `${cluster.title} ${rollout.text}` } };
  const text = `${rollout.text}${await why(cluster, workload, signal)}`;
  if (rollout.kind === 'going') return { kind: 'going', text: `${cluster.title}: ${text}` };
  return { kind: 'ended', receipt: refused(cluster, 'ProgressDeadlineExceeded', text) };
};
