import type { Iso } from '../../../contract/commit';
import { milliseconds } from '../../../contract/duration';
import { findsBy } from '../../../contract/endpoint-kinds/http';
import { done, type Failure } from '../../../contract/failure';
import type { Target } from '../../../contract/workspace';
import type { Endpoint, Observation, Order } from '../../release/ports';
import type { Progress, Receipt } from '../../release/receipt';
import type { Secrets } from '../../release/record-ports';
import { configFor } from '../config-of';
import { readHealth, withHealth } from '../health';
import { orderValues, targetValues } from '../target-values';
import { receiptOf, said } from '../../http/judge';
import { idIn } from './id';
import { observeAt } from './observe-url';
import { failedReceipt, lookAtStatus, poll } from './poll';
import { prepare } from '../../http/request';
import { plainUrl } from '../../http/secret-text';

export interface HttpOptions {
  readonly secrets: Secrets;
  readonly now: () => Iso;
  /** The workspace file's, for the files that are sent. */
  readonly folder: string;
  /** For the deploy request's whole answer. Default 30,000. */
  readonly deployWithinMs?: number;
}

const configOf = configFor('http');

/** Any deployment system with an HTTP interface. */
export const createHttpEndpoint = (options: HttpOptions): Required<Endpoint> => {
  const { secrets, now, folder, deployWithinMs = 30_000 } = options;
  async function* deploy(order: Order, signal: AbortSignal): AsyncGenerator<Progress, void, undefined> {
    const config = configOf(order.target);
    const values = orderValues(order);
    const key = { 'idempotency-key': order.id };
    const prepared = await prepare(config.deploy, values, secrets, key, folder);
    if ('failure' in prepared) {
      return yield { type: 'receipt', receipt: { kind: 'refused', failure: prepared.failure } };
    }
    yield { type: 'step', text: `Sending ${prepared.where}` };
    const withinMs = config.deploy.within === undefined ? deployWithinMs : milliseconds(config.deploy.within);
    const answer = await prepared.send(withinMs, signal);
    if (answer.kind === 'answer' && answer.text.trim() !== '') {
      yield { type: 'log', text: `${said(answer.text, prepared)}\n` };
    }
    const receipt = receiptOf(answer, prepared, config.deploy, withinMs);
    if (receipt.kind !== 'accepted' || config.status === undefined) return yield { type: 'receipt', receipt };
    yield { type: 'step', text: receipt.text };
    const { id: pointer } = config.deploy;
    const id = pointer === undefined ? done('') : idIn(answer, pointer, prepared);
    if (!id.ok) return yield { type: 'receipt', receipt: { kind: 'unclear', failure: id.failure } };
    yield* poll({ ...config, status: config.status }, { ...values, 'receipt.id': id.value }, secrets, prepared, signal);
  }

  const find = async (order: Order, signal: AbortSignal): Promise<Receipt | 'unheard of'> => {
    const { status, deploy } = configOf(order.target);
    if (status === undefined || !findsBy({ status, deploy })) {
      const failure: Failure = {
        kind: 'endpoint-nonsense',
        where: `${order.target.component} in ${order.target.environment}`,
        expected: 'a `status` address to ask about an order',
        said:
          status === undefined
            ? 'none is in the workspace file'
            : deploy.id === undefined
              ? 'one without ${deployment.id}, which speaks of whatever was last'
              : 'one that takes the id it gives an order, which was in the answer that is lost',
      };
      return { kind: 'unclear', failure };
    }
    const { state, where } = await lookAtStatus(status, orderValues(order), secrets, signal);
    // Not even a 404 says that it was never heard of: what was sent may still be on its way, or be listed late.
    if (state.kind === 'unreadable') return { kind: 'unclear', failure: state.failure };
    if (state.kind === 'failed') return failedReceipt(where, state.state, state.text);
    return { kind: 'accepted', text: `${where} says ${state.state}` };
  };

  const read = async (target: Target, signal: AbortSignal): Promise<Observation['outcome']> => {
    const [outcome, health] = await Promise.all([
      observeAt(configOf(target).observe, targetValues(target), secrets, signal),
      readHealth(target, signal),
    ]);
    return withHealth(outcome, health);
  };

  return {
    deploy,
    find,
    address: (target) => plainUrl(configOf(target).observe.url, targetValues(target))?.origin ?? '',
    observe: async (target, signal) => {
      const outcome = await read(target, signal);
      return { readAt: now(), outcome };
    },
  };
};
