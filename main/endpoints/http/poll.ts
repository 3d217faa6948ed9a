import { setTimeout as sleep } from 'node:timers/promises';
import { milliseconds, type HttpEndpoint } from '../../../contract/endpoint';
import type { Failure } from '../../../contract/failure';
import type { PlaceholderValues } from '../../../contract/placeholders';
import type { Progress, Receipt } from '../../release/receipt';
import type { Secrets } from '../../release/record-ports';
import { jsonOf, said } from './judge';
import { pointAt } from './pointer';
import { prepare, type Prepared } from './request';

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

/** Asks until the endpoint says how it ended. A missed answer is asked again; only the end of `within` makes it unclear. */
export async function* poll(
  status: Status,
  values: PlaceholderValues,
  secrets: Secrets,
  signal: AbortSignal,
): AsyncGenerator<Progress, void, undefined> {
  const prepared = await prepare(status, values, secrets);
  const receive = (receipt: Receipt): Progress => ({ type: 'receipt', receipt });
  if ('failure' in prepared) return yield receive({ kind: 'unclear', failure: prepared.failure });
  const withinMs = milliseconds(status.within);
  const until = performance.now() + withinMs;
  let shown = '';
  for (;;) {
    const state = await readState(status, prepared, signal);
    if (state.kind === 'done')
      return yield receive({ kind: 'accepted', text: `${prepared.where} says ${state.state}` });
    if (state.kind === 'failed') return yield receive(failedReceipt(prepared.where, state.state, state.text));
    const now =
      state.kind === 'going'
        ? `The endpoint says: ${state.state}`
        : 'The endpoint’s status can’t be read; asking again';
    if (now !== shown) yield { type: 'step', text: now };
    shown = now;
    if (signal.aborted) return yield receive({ kind: 'unclear', failure: { kind: 'cancelled' } });
    if (performance.now() > until) {
      const hangs: Failure = { kind: 'endpoint-hangs', where: prepared.where, afterMs: withinMs };
      return yield receive({ kind: 'unclear', failure: state.kind === 'unreadable' ? state.failure : hangs });
    }
    await sleep(milliseconds(status.every), null, { signal }).catch(() => null);
  }
}
