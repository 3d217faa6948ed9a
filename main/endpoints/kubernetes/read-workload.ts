import { done, failed, type Result } from '../../../contract/failure';
import { nonsense, type Cluster } from './cluster';
import { workloadSchema, type Workload } from './workload';

/** The workload out of an answer; a failure that says what came where it is none. */
export const workloadIn = (cluster: Cluster, where: string, json: unknown): Result<Workload> => {
  const read = workloadSchema.safeParse(json);
  if (read.success && read.data.metadata.name === cluster.name) return done(read.data);
  return failed(nonsense(where, cluster.title, json));
};

export const readWorkload = async (cluster: Cluster, signal: AbortSignal): Promise<Result<Workload>> => {
  const answer = await cluster.ask(cluster.paths.workload, signal);
  return answer.ok ? workloadIn(cluster, answer.where, answer.json) : answer;
};
