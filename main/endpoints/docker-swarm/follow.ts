import { setTimeout as sleep } from 'node:timers/promises';
import type { Failure } from '../../../contract/failure';
import type { Progress, Receipt } from '../../release/receipt';
import type { Manager } from './engine-api';
import { isSettling, standOf, taskLines, type Stand } from './progress';
import { readService, type Reading } from './swarm';

const everyMs = 500;
/** How long what the swarm gave up may take to be gone: longer than the ten seconds a container has by default. */
const settleMs = 20_000;

/** A stand as a receipt. The swarm's `completed` is not believed either: what runs is looked at. */
export const receiptFor = (stand: Stand, where: string): Receipt => {
  if (stand.kind === 'failed')
    return {
      kind: 'refused',
      failure: { kind: 'endpoint-refused', where, status: stand.state, said: stand.text || 'nothing' },
    };
  return { kind: 'accepted', text: `The swarm says of ${where}: ${stand.state}` };
};

/** What is new about the tasks since the last look. */
const news = (reading: Reading, known: Map<string, string>): string => {
  const lines = [...taskLines(reading)].filter(([id, line]) => known.get(id) !== line);
  for (const [id, line] of lines) known.set(id, line);
  return lines.map(([, line]) => `${line}\n`).join('');
};

const pauseAfter = (failure: Failure | null): number =>
  failure?.kind === 'endpoint-busy' ? (failure.retryAfterMs ?? 10 * everyMs) : everyMs;

/**
 * Tells how the swarm carries an order out, to its end; then the receipt. Looks again after every missed answer; only the end of
 * `withinMs` makes it unclear.
 * @param before the service as it was before the order: what its tasks did then is no news
 */
export async function* follow(
  manager: Manager,
  order: string,
  before: Reading,
  withinMs: number,
  signal: AbortSignal,
): AsyncGenerator<Progress, void, undefined> {
  const known = new Map(taskLines(before));
  const until = performance.now() + withinMs;
  let settleUntil = Infinity;
  let shown = '';
  for (;;) {
    const read = await readService(manager, signal);
    const stand = read.ok ? standOf(read.value, order) : null;
    if (read.ok) {
      const text = news(read.value, known);
      if (text !== '') yield { type: 'log', text };
    }
    const now = stand
      ? `The swarm says: ${stand.state}${stand.text === '' ? '' : `, ${stand.text}`}`
      : 'The swarm can’t be asked; asking again';
    if (now !== shown && !signal.aborted) yield { type: 'step', text: now };
    shown = now;
    if (stand?.kind === 'done') return yield { type: 'receipt', receipt: receiptFor(stand, manager.where) };
    if (stand?.kind === 'failed' || stand?.kind === 'unheard-of') {
      // What runs is looked at once after a refusal: not while the swarm is still ending what it gave up.
      settleUntil = Math.min(settleUntil, performance.now() + settleMs);
      const isOver = !(read.ok && isSettling(read.value)) || performance.now() > settleUntil;
      const failed = { ...stand, kind: 'failed' } as const;
      if (isOver) return yield { type: 'receipt', receipt: receiptFor(failed, manager.where) };
    }
    if (signal.aborted) return yield { type: 'receipt', receipt: { kind: 'unclear', failure: { kind: 'cancelled' } } };
    const failure = read.ok ? null : read.failure;
    if (performance.now() > until) {
      const hangs: Failure = { kind: 'endpoint-hangs', where: manager.where, afterMs: withinMs };
      return yield { type: 'receipt', receipt: { kind: 'unclear', failure: failure ?? hangs } };
    }
    const left = Math.max(everyMs, until - performance.now());
    await sleep(Math.min(pauseAfter(failure), left), null, { signal }).catch(() => null);
  }
}
