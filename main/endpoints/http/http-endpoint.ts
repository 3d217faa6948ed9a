import type { Iso } from '../../../contract/commit';
import type { HttpEndpoint } from '../../../contract/endpoint';
import type { Failure } from '../../../contract/failure';
import type { Health } from '../../../contract/snapshot';
import type { Target } from '../../../contract/workspace';
import type { Endpoint, Observation, Order } from '../../release/ports';
import type { Progress, Receipt } from '../../release/receipt';
import type { Secrets } from '../../release/record-ports';
import { readHealth, type HealthReading } from '../health';
import { orderValues, targetValues } from '../target-values';
import { jsonOf, receiptOf, said } from './judge';
import { pointAt } from './pointer';
import { failedReceipt, lookAtStatus, poll } from './poll';
import { prepare } from './request';
import { plainUrl } from './secret-text';

export interface HttpOptions {
  readonly secrets: Secrets;
  readonly now: () => Iso;
  /** For the deploy request's whole answer. Default 30,000. */
  readonly deployWithinMs?: number;
}

const observeMs = 3000;

const well = new Set([
  'true',
  'ok',
  'okay',
  'healthy',
  'up',
  'pass',
  'passing',
  'passed',
  'green',
  'good',
  'running',
  'ready',
]);

const configOf = (target: Target): HttpEndpoint => {
  if (target.endpoint.kind !== 'http') throw new Error(`an http endpoint was given a ${target.endpoint.kind} target`);
  return target.endpoint;
};

const healthIn = (json: unknown, pointer: string | undefined, mask: (text: string) => string): HealthReading => {
  const found = pointer === undefined ? undefined : pointAt(json, pointer);
  if (typeof found !== 'string' && typeof found !== 'boolean' && typeof found !== 'number') {
    return { health: 'unknown', healthText: null };
  }
  const health: Health = well.has(String(found).toLowerCase()) ? 'healthy' : 'unhealthy';
  return { health, healthText: health === 'healthy' ? null : `it says ${mask(String(found)).slice(0, 100)}` };
};

/** The worse of two readings; the one that knows anything before the one that does not. */
const worse = (a: HealthReading, b: HealthReading): HealthReading => {
  if (a.health === 'unhealthy') return a;
  return b.health === 'unknown' ? a : b;
};

/** Any deployment system with an HTTP interface. */
export const createHttpEndpoint = ({ secrets, now, deployWithinMs = 30_000 }: HttpOptions): Required<Endpoint> => {
  async function* deploy(order: Order, signal: AbortSignal): AsyncGenerator<Progress, void, undefined> {
    const config = configOf(order.target);
    const values = orderValues(order);
    const prepared = await prepare(config.deploy, values, secrets, { 'idempotency-key': order.id });
    if ('failure' in prepared) {
      return yield { type: 'receipt', receipt: { kind: 'refused', failure: prepared.failure } };
    }
    yield { type: 'step', text: `Sending ${prepared.where}` };
    const answer = await prepared.send(deployWithinMs, signal);
    if (answer.kind === 'answer' && answer.text.trim() !== '') {
      yield { type: 'log', text: `${said(answer.text, prepared)}\n` };
    }
    const receipt = receiptOf(answer, prepared, config.deploy.accept ?? null, deployWithinMs);
    if (receipt.kind !== 'accepted' || config.status === undefined) return yield { type: 'receipt', receipt };
    yield { type: 'step', text: receipt.text };
    yield* poll(config.status, values, secrets, signal);
  }

  const find = async (order: Order, signal: AbortSignal): Promise<Receipt | 'unheard of'> => {
    const { status } = configOf(order.target);
    if (status === undefined) {
      const failure: Failure = {
        kind: 'endpoint-nonsense',
        where: `${order.target.component} in ${order.target.environment}`,
        expected: 'a `status` address to ask about an order',
        said: 'none is in the workspace file',
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
    const { observe } = configOf(target);
    const prepared = await prepare(observe, targetValues(target), secrets);
    if ('failure' in prepared) return { kind: 'unreadable', failure: prepared.failure };
    const [answer, health] = await Promise.all([prepared.send(observeMs, signal), readHealth(target, signal)]);
    const answered = jsonOf(answer, prepared, observeMs);
    if ('failure' in answered) return { kind: 'unreadable', failure: answered.failure };
    const named = pointAt(answered.json, observe.commit);
    if (named === null) return { kind: 'nothing' };
    if (typeof named !== 'string' || named.trim() === '' || named.length > 200) {
      const expected = `a commit, as a text, at ${observe.commit}`;
      const text = said(JSON.stringify(answered.json), prepared);
      return {
        kind: 'unreadable',
        failure: { kind: 'endpoint-nonsense', where: prepared.where, expected, said: text },
      };
    }
    const reading = worse(healthIn(answered.json, observe.health, prepared.mask), health);
    return { kind: 'running', named: named.trim(), ...reading };
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
