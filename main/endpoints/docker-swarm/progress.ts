import { orderOf, orderOfTask } from './order-label';
import { imageOf, placeOf, type Reading } from './swarm';

/** How far an order has come, as the swarm says it. `failed`: it gave the order up, and why. */
export interface Stand {
  readonly kind: 'going' | 'done' | 'failed' | 'unheard-of';
  /** The swarm's own word: `updating`, `rollback_completed` … */
  readonly state: string;
  readonly text: string;
}

/** What ended an order's tasks, as the swarm says it; each reason once. */
const reasons = (reading: Reading, order: string): readonly string[] => [
  ...new Set(
    reading.tasks.flatMap((task) => {
      const { State, Err = '' } = task.Status;
      if (orderOfTask(task) !== order || Err === '') return [];
      return [`${placeOf(task, reading)} ${State}: ${Err}`];
    }),
  ),
];

/** Where an order stands. The swarm takes the label off the service when it rolls back; the tasks keep it. */
export const standOf = (reading: Reading, order: string): Stand => {
  const { service, tasks } = reading;
  const state = service.UpdateStatus?.State ?? '';
  const text = [service.UpdateStatus?.Message ?? '', ...reasons(reading, order)].filter(Boolean).join('; ');
  if (orderOf(service) !== order) {
    if (!tasks.some((task) => orderOfTask(task) === order)) return { kind: 'unheard-of', state, text };
    if (state === 'rollback_started') return { kind: 'going', state, text };
    if (state.startsWith('rollback')) return { kind: 'failed', state, text };
    const now = `it was updated to ${service.Spec.TaskTemplate.ContainerSpec.Image} meanwhile`;
    return { kind: 'failed', state: 'replaced', text: [now, ...reasons(reading, order)].join('; ') };
  }
  if (state === 'completed') return { kind: 'done', state, text };
  if (state.startsWith('rollback') || state === 'paused') return { kind: 'failed', state, text };
  // Of an update that concerns no task the swarm says nothing at all.
  if (state === '' && service.Spec.Mode.Replicated?.Replicas === 0)
    return { kind: 'done', state: 'no replicas', text: 'nothing is to run' };
  return { kind: 'going', state: state === '' ? 'waiting' : state, text };
};

/** One line a task, as it is now. */
export const taskLines = (reading: Reading): ReadonlyMap<string, string> =>
  new Map(
    reading.tasks.map((task) => {
      const { State, Err = '' } = task.Status;
      return [task.ID, `${placeOf(task, reading)}: ${imageOf(task)} ${State}${Err === '' ? '' : `: ${Err}`}`];
    }),
  );

/** Is something that is to end still running? */
export const isSettling = ({ tasks }: Reading): boolean =>
  tasks.some(({ DesiredState, Status }) => DesiredState !== 'running' && Status.State === 'running');

/** A swarm that keeps no history of tasks can’t tell what it rolled back from. */
export const hasForgotten = ({ service, tasks }: Reading): boolean =>
  (service.UpdateStatus?.State ?? '').startsWith('rollback') &&
  tasks.every((task) => orderOfTask(task) === orderOf(service));
