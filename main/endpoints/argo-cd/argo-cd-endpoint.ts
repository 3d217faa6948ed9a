import { milliseconds } from '../../../contract/duration';
import type { Failure } from '../../../contract/failure';
import type { Target } from '../../../contract/workspace';
import { plainUrl } from '../../http/secret-text';
import type { Endpoint, Observation, Order } from '../../release/ports';
import type { Progress, Receipt } from '../../release/receipt';
import { configFor } from '../config-of';
import { follow, type Look } from '../follow';
import { readHealth, withHealth } from '../health';
import type { HttpOptions } from '../http/http-endpoint';
import { orderValues, targetValues } from '../target-values';
import { orderInfo, orderOf, type Application } from './application';
import { observeApplication } from './observe';
import { lookAtOperation, otherOperation } from './operation';
import { serverOf, type Server, type ServerOptions } from './server';

export interface ArgoCdOptions extends Omit<HttpOptions, 'folder'>, ServerOptions {
  /** Between two looks at an operation. Default 2,000. */
  readonly everyMs?: number;
}

const configOf = configFor('argo-cd');

const receive = (receipt: Receipt): Progress => ({ type: 'receipt', receipt });
const refuse = (failure: Failure): Progress => receive({ kind: 'refused', failure });

/** It takes one revision for one source. */
const objection = ({ spec }: Application): string | null =>
  (spec.sources ?? []).length > 1 ? 'it has several sources, and a candidate is one commit' : null;

const syncRequest = {
  method: 'POST',
  json: { revision: '${candidate.commit}', prune: false, infos: [{ name: orderInfo, value: '${deployment.id}' }] },
};

/** `seen`: it has said something of this order before; then an operation that is another's has come after it. */
const lookFor = async (server: Server, id: string, seen: boolean, signal: AbortSignal): Promise<Look | null> => {
  const read = await server.read(signal);
  if (!read.ok) return { kind: 'unreadable', failure: read.failure };
  const look = lookAtOperation(server.title, read.value, id);
  const other = look === null && seen ? otherOperation(read.value) : null;
  if (other === null) return look;
  const said = `${other} came before it said how this one ended`;
  const failure = { kind: 'endpoint-nonsense', where: server.title, expected: 'how the order ended', said } as const;
  return { kind: 'ended', receipt: { kind: 'unclear', failure } };
};

/** Applications of Argo CD. */
export const createArgoCdEndpoint = (options: ArgoCdOptions): Required<Endpoint> => {
  const { now, deployWithinMs = 30_000, everyMs = 2000 } = options;
  async function* deploy(order: Order, signal: AbortSignal): AsyncGenerator<Progress, void, undefined> {
    const config = configOf(order.target);
    const found = serverOf(config, orderValues(order), options);
    if (!found.ok) return yield refuse(found.failure);
    const server = found.value;
    const { title: where } = server;
    const before = await server.read(signal);
    if (!before.ok) return yield refuse(before.failure);
    const why = objection(before.value);
    if (why !== null) return yield refuse({ kind: 'not-started', where, why });
    const last = (before.value.status.history ?? [])
      .filter(({ revision }) => revision === order.candidate.commit)
      .at(-1);
    const was = last === undefined ? '' : `, which it had in its history as ${last.id}, of ${last.deployedAt}`;
    yield { type: 'step', text: `${where}: sync to ${order.candidate.commit}${was}` };
    const answer = await server.ask('/sync', signal, syncRequest, deployWithinMs);
    if (!answer.ok) return yield receive({ kind: answer.sent ? 'unclear' : 'refused', failure: answer.failure });

    let seen = false;
    const look = async (signal: AbortSignal): Promise<Look> => {
      const found = await lookFor(server, order.id, seen, signal);
      if (found?.kind === 'going') seen = true;
      // Its server answers from a cache that may be older than what it was just told.
      return found ?? { kind: 'going', text: `${where} has not shown the order yet` };
    };
    const stop = async (signal: AbortSignal): Promise<string> => {
      const read = await server.read(signal);
      const { operation, status } = read.ok ? read.value : { operation: null, status: null };
      const state = status?.operationState;
      const running = state && state.finishedAt === '' ? state.operation : operation;
      if (orderOf(running) !== order.id) return `${where} has no operation of this order to stop`;
      const told = await server.ask('/operation', signal, { method: 'DELETE' }, deployWithinMs);
      return told.ok ? `${where} was told to stop, and takes it` : `${where} was told to stop, and does not take it`;
    };
    yield* follow({ where, look, everyMs, withinMs: milliseconds(config.within), stop }, signal);
  }

  const find = async (order: Order, signal: AbortSignal): Promise<Receipt | 'unheard of'> => {
    const found = serverOf(configOf(order.target), orderValues(order), options);
    if (!found.ok) return { kind: 'unclear', failure: found.failure };
    const { title: where } = found.value;
    const read = await found.value.read(signal);
    if (!read.ok) return { kind: 'unclear', failure: read.failure };
    const look = lookAtOperation(where, read.value, order.id);
    if (look?.kind === 'ended') return look.receipt;
    if (look?.kind === 'going') return { kind: 'accepted', text: look.text };
    const { operation, status } = read.value;
    const other = otherOperation(read.value);
    // While an order of ours is open no other of ours is sent: where an earlier one stands, ours never came. Anybody else may have
    // synced after it, and Argo CD keeps no more than the last.
    if (other === null || orderOf(operation ?? status.operationState?.operation) !== null) return 'unheard of';
    const expected = 'the order among its operations';
    return { kind: 'unclear', failure: { kind: 'endpoint-nonsense', where, expected, said: `only ${other}` } };
  };

  const read = async (target: Target, signal: AbortSignal): Promise<Observation['outcome']> => {
    const server = serverOf(configOf(target), targetValues(target), options);
    if (!server.ok) return { kind: 'unreadable', failure: server.failure };
    const [application, health] = await Promise.all([server.value.read(signal), readHealth(target, signal)]);
    if (!application.ok) return { kind: 'unreadable', failure: application.failure };
    const outcome = observeApplication(server.value.title, application.value);
    return withHealth(outcome, health);
  };

  return {
    deploy,
    find,
    address: (target) => plainUrl(configOf(target).server, targetValues(target))?.origin ?? '',
    observe: async (target, signal) => {
      const outcome = await read(target, signal);
      return { readAt: now(), outcome };
    },
  };
};
