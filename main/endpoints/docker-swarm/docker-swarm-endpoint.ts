import type { Iso } from '../../../contract/commit';
import { milliseconds } from '../../../contract/duration';
import type { Failure } from '../../../contract/failure';
import { fill } from '../../../contract/placeholders';
import type { Target } from '../../../contract/workspace';
import type { Endpoint, Observation, Order } from '../../release/ports';
import type { Progress, Receipt } from '../../release/receipt';
import type { Secrets } from '../../release/record-ports';
import { configFor } from '../config-of';
import { readHealth, withHealth } from '../health';
import { orderValues, targetValues } from '../target-values';
import { follow, receiptFor } from './follow';
import { managerOf } from './engine-api';
import { orderOf } from './order-label';
import { hasForgotten, standOf } from './progress';
import { readService } from './swarm';
import { update } from './update';
import { whatRuns } from './what-runs';

export interface DockerSwarmOptions {
  readonly secrets: Secrets;
  /** Of the workspace file. */
  readonly folder: string;
  readonly now: () => Iso;
}

const configOf = configFor('docker-swarm');

const receive = (receipt: Receipt): Progress => ({ type: 'receipt', receipt });
const refuse = (failure: Failure): Progress => receive({ kind: 'refused', failure });

/** A service of a Docker swarm; a candidate is an image. */
export const createDockerSwarmEndpoint = ({ secrets, folder, now }: DockerSwarmOptions): Required<Endpoint> => {
  async function* deploy(order: Order, signal: AbortSignal): AsyncGenerator<Progress, void, undefined> {
    const config = configOf(order.target);
    const values = orderValues(order);
    const manager = await managerOf(config, values, secrets, folder);
    if ('failure' in manager) return yield refuse(manager.failure);
    const { where } = manager;
    if (config.image.includes('${candidate.version}') && order.candidate.version === null)
      return yield refuse({ kind: 'not-started', where, why: 'its images go by version, and the candidate has none' });
    const before = await readService(manager, signal);
    if (!before.ok) return yield refuse(before.failure);
    const { service } = before.value;
    if (orderOf(service) !== order.id) {
      const image = fill(config.image, values);
      yield { type: 'step', text: `Updating ${where} to ${image}` };
      const updated = await update(manager, service, image, order.id, signal);
      if ('receipt' in updated) return yield receive(updated.receipt);
      if (updated.warnings !== '') yield { type: 'log', text: updated.warnings };
    }
    yield* follow(manager, order.id, before.value, milliseconds(config.within), signal);
  }

  const find = async (order: Order, signal: AbortSignal): Promise<Receipt | 'unheard of'> => {
    const manager = await managerOf(configOf(order.target), orderValues(order), secrets, folder);
    if ('failure' in manager) return { kind: 'unclear', failure: manager.failure };
    const read = await readService(manager, signal);
    if (!read.ok) return { kind: 'unclear', failure: read.failure };
    const stand = standOf(read.value, order.id);
    if (stand.kind !== 'unheard-of') return receiptFor(stand, manager.where);
    if (!hasForgotten(read.value)) return 'unheard of';
    const expected = 'the tasks that it rolled back';
    const said = 'it keeps no history of them';
    return { kind: 'unclear', failure: { kind: 'endpoint-nonsense', where: manager.where, expected, said } };
  };

  const read = async (target: Target, signal: AbortSignal): Promise<Observation['outcome']> => {
    const config = configOf(target);
    const values = targetValues(target);
    const manager = await managerOf(config, values, secrets, folder);
    if ('failure' in manager) return { kind: 'unreadable', failure: manager.failure };
    const [reading, health] = await Promise.all([readService(manager, signal), readHealth(target, signal)]);
    if (!reading.ok) return { kind: 'unreadable', failure: reading.failure };
    const outcome = whatRuns(reading.value, manager.where, config.image, values);
    return withHealth(outcome, health);
  };

  return {
    deploy,
    find,
    address: (target) => fill(configOf(target).host, targetValues(target)),
    observe: async (target, signal) => {
      const outcome = await read(target, signal);
      return { readAt: now(), outcome };
    },
  };
};
