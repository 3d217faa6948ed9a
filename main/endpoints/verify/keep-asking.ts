import { setTimeout as sleep } from 'node:timers/promises';
import { milliseconds } from '../../../contract/duration';
import { explain } from '../../../contract/explain';
import type { Failure } from '../../../contract/failure';
import { resultOf, type TestEvent } from './test-event';

/** What one question to a monitoring system found, in words that name value and bound; `hopeless`: no later answer mends it. */
export type Reading =
  | { readonly kind: 'kept' | 'broken' | 'hopeless'; readonly text: string }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** The keys that every verification by monitoring has, as durations of the workspace file. */
export interface Timing {
  readonly name: string;
  readonly settle: string;
  readonly holds: string;
  readonly every: string;
  readonly within: string;
}

/** For one answer: a system that is slower than this can't say that all is well. */
const answerMs = 10_000;

const seconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`;

/** Asked again it would say the same: the file or a secret has to be mended first. */
const staysSo = (failure: Failure): boolean =>
  failure.kind === 'credentials-refused' ||
  failure.kind === 'secret-missing' ||
  failure.kind === 'endpoint-nonsense' ||
  (failure.kind === 'endpoint-refused' && /^[34]\d\d/.test(failure.status));

const wordsOf = (reading: Reading): string => {
  if (reading.kind !== 'failed') return reading.text;
  const { title, what } = explain(reading.failure);
  return `${title}: ${what}`;
};

const isHopeless = (reading: Reading): boolean =>
  reading.kind === 'hopeless' || (reading.kind === 'failed' && staysSo(reading.failure));

/** How long to leave it alone: it may ask for more. */
const pauseAfter = (reading: Reading, every: number): number => {
  const { failure } = reading.kind === 'failed' ? reading : { failure: null };
  return failure?.kind === 'endpoint-busy' ? Math.max(every, failure.retryAfterMs ?? 0) : every;
};

/** Ends early, and does not throw, where the signal is aborted. */
const wait = async (ms: number, signal: AbortSignal): Promise<void> => {
  await sleep(Math.max(0, ms), null, { signal }).catch(() => null);
};

/**
 * Passes once every answer of a time of `holds` kept the bound. Nothing is believed before `settle`; an answer that is missing keeps
 * nothing. Fails at `within`, or as soon as it can't pass any more. Cancelled by the signal.
 * @param ask one question, to be answered within so many ms
 */
export async function* keepAsking(
  { name, ...times }: Timing,
  ask: (withinMs: number, signal: AbortSignal) => Promise<Reading>,
  signal: AbortSignal,
): AsyncGenerator<TestEvent, void, undefined> {
  const settle = milliseconds(times.settle);
  const holds = milliseconds(times.holds);
  const every = milliseconds(times.every);
  const longest = milliseconds(times.within);
  const begun = performance.now();
  const since = (): number => performance.now() - begun;
  const end = (passed: boolean, text: string): TestEvent => resultOf(name, passed, text, since());

  if (settle > 0) yield { type: 'log', text: `waiting ${seconds(settle)}: older figures say nothing of it\n` };
  await wait(settle, signal);
  let keptFrom: number | null = null;
  for (;;) {
    const asked = since();
    const reading = await ask(Math.min(answerMs, Math.max(1, longest - asked)), signal);
    if (signal.aborted) return yield end(false, 'cancelled');
    const text = wordsOf(reading);
    keptFrom = reading.kind === 'kept' ? (keptFrom ?? asked) : null;
    // From question to question: a slow answer says nothing of the time that it took.
    const kept = keptFrom === null ? null : asked - keptFrom;
    yield { type: 'log', text: kept === null ? `${text}\n` : `${text} (${seconds(kept)} of ${seconds(holds)})\n` };

    if (kept !== null && kept >= holds) return yield end(true, `${text}, for ${seconds(kept)}`);
    if (isHopeless(reading)) return yield end(false, text);
    const pause = pauseAfter(reading, every);
    const needed = kept === null ? pause + holds : Math.max(pause, holds - kept);
    if (needed > longest - since()) {
      const why = kept === null ? text : `not for ${seconds(holds)} within ${seconds(longest)}: ${text}`;
      return yield end(false, why);
    }
    await wait(pause, signal);
  }
}
