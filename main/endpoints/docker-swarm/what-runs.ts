import type { PlaceholderValues } from '../../../contract/placeholders';
import type { Observation } from '../../release/ports';
import type { HealthReading } from '../health';
import { candidateIn } from '../named';
import { imageOf, placeOf, type Reading, type Task } from './swarm';

/** How long a task that ended says something of the service's health; ms. */
const recentMs = 5 * 60_000;

const nodeOf = (task: Task, { nodes }: Reading) => (task.NodeID === undefined ? undefined : nodes.get(task.NodeID));

/** How many tasks there should be; those of a global service are as many as the swarm wants to run. */
const wantedOf = ({ service, tasks }: Reading): number =>
  service.Spec.Mode.Replicated?.Replicas ?? tasks.filter((task) => task.DesiredState === 'running').length;

const ended = new Set(['failed', 'rejected', 'orphaned']);

const problemOf = (reading: Reading, running: readonly Task[]): string | null => {
  const lost = running.find((task) => nodeOf(task, reading)?.state !== 'ready');
  if (lost) {
    const state = nodeOf(lost, reading)?.state ?? 'gone';
    return `${placeOf(lost, reading)}: the node is ${state}, nobody knows what it does`;
  }
  const recent = reading.tasks.filter(
    ({ Status }) => ended.has(Status.State) && reading.at - Date.parse(Status.Timestamp) < recentMs,
  );
  const images = new Set(running.map(imageOf));
  const last = recent.find((task) => images.has(imageOf(task)));
  const why = last
    ? `; ${placeOf(last, reading)} ${last.Status.State}: ${last.Status.Err ?? 'it does not say why'}`
    : '';
  const wanted = wantedOf(reading);
  const kept = running.filter((task) => task.DesiredState === 'running').length;
  if (kept < wanted) return `${kept} of ${wanted} run${why}`;
  return last ? `all ${wanted} run, after a restart${why}` : null;
};

/** A container that has a health check counts as running once it is healthy, and is ended once it is not. */
const healthOf = (reading: Reading, running: readonly Task[]): HealthReading => {
  const healthText = problemOf(reading, running);
  if (healthText !== null) return { health: 'unhealthy', healthText };
  const checked = running.every((task) => task.Spec.ContainerSpec.Healthcheck !== undefined);
  return { health: checked ? 'healthy' : 'unknown', healthText: null };
};

/**
 * What the tasks say that runs. Those that are to be shut down count for as long as they run: on a node that is cut off they go on,
 * while the swarm calls the update completed and the node ready.
 * @param template of images: `shop:${candidate.commit}`
 */
export const whatRuns = (
  reading: Reading,
  where: string,
  template: string,
  values: PlaceholderValues,
): Observation['outcome'] => {
  const running = reading.tasks.filter(({ Status }) => Status.State === 'running');
  const versions = new Map<string, Task>();
  for (const task of running) versions.set(candidateIn(template, imageOf(task), values) ?? imageOf(task), task);
  const [first, second] = versions;
  if (first === undefined) return { kind: 'nothing' };
  if (second !== undefined) {
    const named = [...versions].map(([version, task]) => `${version} (${placeOf(task, reading)})`);
    return { kind: 'unreadable', failure: { kind: 'mixed', where, versions: named } };
  }
  const [named, task] = first;
  if (candidateIn(template, imageOf(task), values) === null) {
    const expected = `an image like ${template}`;
    return { kind: 'unreadable', failure: { kind: 'endpoint-nonsense', where, expected, said: imageOf(task) } };
  }
  return { kind: 'running', named, ...healthOf(reading, running) };
};
