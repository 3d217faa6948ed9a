import type { PlaceholderValues } from '../../../contract/placeholders';
import type { Observation } from '../../release/ports';
import type { HealthReading } from '../health';
import { candidateIn } from '../named';
import type { Cluster } from './cluster';
import { imagesRunning, podsOf, readyIn, restartsIn, troubles, type Pod } from './pods';
import { readWorkload } from './read-workload';
import type { Workload } from './workload';

type Outcome = Observation['outcome'];

const wantedPods = (kind: string, { spec, status }: Workload): number =>
  kind === 'daemonset' ? status.desiredNumberScheduled : spec.replicas;

const healthOf = (cluster: Cluster, workload: Workload, pods: readonly Pod[]): HealthReading => {
  const wanted = wantedPods(cluster.kind, workload);
  const ready = readyIn(pods, cluster.container);
  const restarts = restartsIn(pods, cluster.container);
  const restarted = restarts === 0 ? [] : [`${restarts} restarts`];
  const [trouble] = troubles(pods);
  if (ready >= wanted && trouble === undefined)
    return { health: 'healthy', healthText: restarts === 0 ? null : `${restarts} restarts` };
  const said = [`${ready} of ${wanted} pods are ready`, ...(trouble === undefined ? [] : [trouble]), ...restarted];
  return { health: 'unhealthy', healthText: said.join('; ') };
};

/** What the running pods of a workload are, by the names of their images. */
export const observeWorkload = async (
  cluster: Cluster,
  image: string,
  values: PlaceholderValues,
  signal: AbortSignal,
): Promise<Outcome> => {
  const workload = await readWorkload(cluster, signal);
  if (!workload.ok) return { kind: 'unreadable', failure: workload.failure };
  const pods = await podsOf(cluster, workload.value, signal);
  if (!pods.ok) return { kind: 'unreadable', failure: pods.failure };
  const images = imagesRunning(pods.value, cluster.container);
  const [running, another] = images;
  if (running === undefined) return { kind: 'nothing' };
  const where = cluster.title;
  const versions = images.map((one) => candidateIn(image, one, values) ?? one);
  if (another !== undefined) return { kind: 'unreadable', failure: { kind: 'mixed', where, versions } };
  const named = candidateIn(image, running, values);
  if (named === null) {
    const failure = { kind: 'endpoint-nonsense', where, expected: `an image like ${image}`, said: running } as const;
    return { kind: 'unreadable', failure };
  }
  return { kind: 'running', named, ...healthOf(cluster, workload.value, pods.value) };
};
