import { setTimeout as sleep } from 'node:timers/promises';
import { milliseconds } from '../../../contract/duration';
import type { HttpEndpoint } from '../../../contract/endpoint-kinds/http';
import type { Failure } from '../../../contract/failure';
import type { PlaceholderValues } from '../../../contract/placeholders';
import type { Progress, Receipt } from '../../release/receipt';
import type { Secrets } from '../../release/record-ports';
import { jsonOf, said } from '../../http/judge';
import { pointAt } from '../../http/pointer';
import { alsoHiding, prepare, type Prepared } from '../../http/request';
import { tellToStop } from './cancel';
import { followLog } from './log';

type Status = NonNullable<HttpEndpoint['status']>;

export type State =
  | { readonly kind: 'done' | 'failed' | 'going'; readonly state: string; readonly text: string }
  | { readonly kind: 'unreadable'; readonly failure: Failure };

const requestMs = 3000;

const readState = async (status: Status, prepared: Prepared, signal: AbortSignal): Promise<State> => {
  const answer = await prepared.send(requestMs, signal);
  const read = jsonOf(answer, prepared, requestMs);
  if ('failure' in read) return { kind: 'unreadable', failure: read.failure };
  const found = pointAt(read.json, status.state);
  const text = said(JSON.stringify(read.json), prepared);
  if (typeof found !== 'string' && typeof found !== 'number' && typeof found !== 'boolean') {
    const expected = `a state at ${status.state}`;
    return {
      kind: 'unreadable',
      failure: { kind: 'endpoint-nonsense', where: prepared.where, expected, said: text },
    };
  }
  const state = String(found);
  const kind = status.done.includes(state) ? 'done' : status.failed.includes(state) ? 'failed' : 'going';
  return { kind, state: prepared.mask(state).slice(0, 100), text };
};

/** One look at an order's status address. */
export const lookAtStatus = async (
  status: Status,
  values: PlaceholderValues,
  secrets: Secrets,
  signal: AbortSignal,
): Promise<{ readonly state: State; readonly where: string }> => {
  const prepared = await prepare(status, values, secrets);
  if ('failure' in prepared) return { state: { kind: 'unreadable', ...prepared }, where: status.url };
  return { state: await readState(status, prepared, signal), where: prepared.where };
};

export const failedReceipt = (where: string, state: string, text: string): Receipt => ({
  kind: 'refused',
  failure: { kind: 'endpoint-refused', where, status: state, said: text },
});

/** How long what was told to stop may take to say that it has. */
const stopMs = 10_000;

/** How long it asks to be left alone. */
const busyMs = (state: State): number =>
  state.kind === 'unreadable' && state.failure.kind === 'endpoint-busy' ? (state.failure.retryAfterMs ?? 0) : 0;

const stateText = (state: State): string => {
  if (state.kind !== 'unreadable') return `The endpoint says: ${state.state}`;
  const ms = busyMs(state);
  return ms === 0
    ? 'The endpoint’s status can’t be read; asking again'
    : `The endpoint asks to be left alone for ${Math.ceil(ms / 1000)} s`;
};

/**
 * Asks until the endpoint says how it ended, and for its log so far. A missed answer is asked again; only the end of `within` makes it
 * unclear, and then it is told to stop, where it can be.
 * @param sent the order, whose secrets may come back in any answer
 */
export async function* poll(
  { status, log: logAt, cancel }: HttpEndpoint & { readonly status: Status },
  values: PlaceholderValues,
  secrets: Secrets,
  sent: Prepared,
  signal: AbortSignal,
): AsyncGenerator<Progress, void, undefined> {
  const own = await prepare(status, values, secrets);
  const receive = (receipt: Receipt): Progress => ({ type: 'receipt', receipt });
  if ('failure' in own) return yield receive({ kind: 'unclear', failure: own.failure });
  const prepared = alsoHiding(own, sent.mask);
  const log = await followLog(logAt, values, secrets, sent);
  const withinMs = milliseconds(status.within);
  const everyMs = milliseconds(status.every);
  let until = performance.now() + withinMs;
  let toStop = cancel;
  let shown = '';
  for (;;) {
    const state = await readState(status, prepared, signal);
    const leftMs = until - performance.now();
    const isLast = state.kind === 'done' || state.kind === 'failed' || (leftMs < 0 && toStop === undefined);
    yield* await log.more(isLast, signal);
    if (state.kind === 'done')
      return yield receive({ kind: 'accepted', text: `${prepared.where} says ${state.state}` });
    if (state.kind === 'failed') return yield receive(failedReceipt(prepared.where, state.state, state.text));
    const now = stateText(state);
    if (now !== shown) yield { type: 'step', text: now };
    shown = now;
    if (signal.aborted) return yield receive({ kind: 'unclear', failure: { kind: 'cancelled' } });
    if (leftMs < 0 && toStop !== undefined) {
      yield { type: 'step', text: sent.mask(await tellToStop(toStop, values, secrets, signal)) };
      toStop = undefined;
      until = performance.now() + Math.min(stopMs, withinMs);
    } else if (leftMs < 0) {
      const hangs: Failure = { kind: 'endpoint-hangs', where: prepared.where, afterMs: withinMs };
      return yield receive({
        kind: 'unclear',
        failure: state.kind === 'unreadable' && busyMs(state) === 0 ? state.failure : hangs,
      });
    }
    const leftAloneMs = busyMs(state);
    await sleep(Math.max(everyMs, Math.min(leftAloneMs, Math.max(leftMs, 0))), null, { signal }).catch(() => null);
  }
}
