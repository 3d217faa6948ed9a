import { setTimeout as sleep } from 'node:timers/promises';
import type { Failure } from '../../contract/failure';
import type { Progress, Receipt } from '../release/receipt';

/** What one look at an order under way says. `log` is what is new since the last look. */
export type Look =
  | { readonly kind: 'ended'; readonly receipt: Receipt; readonly log?: string }
  | { readonly kind: 'going'; readonly text: string; readonly log?: string }
  | { readonly kind: 'unreadable'; readonly failure: Failure };

export interface Followed {
  readonly where: string;
  readonly look: (signal: AbortSignal) => Promise<Look>;
  readonly everyMs: number;
  readonly withinMs: number;
  /** Tells it to stop, once time is over; answers with what came of that. */
  readonly stop?: (signal: AbortSignal) => Promise<string>;
}

const pieceLength = 16_384;

const logged = function* (text: string): Generator<Progress> {
  for (let at = 0; at < text.length; at += pieceLength) {
    yield { type: 'log', text: text.slice(at, at + pieceLength) };
  }
};

/** Longer where it asks to be left alone. */
const pauseMs = (look: Look, everyMs: number): number =>
  look.kind === 'unreadable' && look.failure.kind === 'endpoint-busy'
    ? Math.max(everyMs, look.failure.retryAfterMs ?? 0)
    : everyMs;

const wordsFor = (look: Look): string => {
  if (look.kind === 'going') return look.text;
  if (look.kind === 'unreadable' && look.failure.kind === 'endpoint-busy')
    return 'It asks to be left alone for a while';
  return 'How far it is can’t be read; asking again';
};

/**
 * Looks at an order until it has ended there. A look that fails is made again; only the end of `withinMs`, a token that is
 * refused, or somebody who stops waiting makes the receipt unclear.
 */
export async function* follow(followed: Followed, signal: AbortSignal): AsyncGenerator<Progress, void, undefined> {
  const { where, look, everyMs, withinMs, stop } = followed;
  const unclear = (failure: Failure): Progress => ({ type: 'receipt', receipt: { kind: 'unclear', failure } });
  const until = performance.now() + withinMs;
  let shown = '';
  for (;;) {
    const now = await look(signal);
    if (now.kind !== 'unreadable' && now.log !== undefined) yield* logged(now.log);
    if (now.kind === 'ended') return yield { type: 'receipt', receipt: now.receipt };
    if (signal.aborted) return yield unclear({ kind: 'cancelled' });
    if (now.kind === 'unreadable' && now.failure.kind === 'credentials-refused') return yield unclear(now.failure);
    const words = wordsFor(now);
    if (words !== shown) yield { type: 'step', text: words };
    shown = words;
    const left = until - performance.now();
    if (left <= 0) {
      if (stop) yield { type: 'step', text: await stop(signal) };
      const hangs: Failure = { kind: 'endpoint-hangs', where, afterMs: withinMs };
      return yield unclear(now.kind === 'unreadable' ? now.failure : hangs);
    }
    await sleep(Math.min(pauseMs(now, everyMs), left), null, { signal }).catch(() => null);
  }
}
