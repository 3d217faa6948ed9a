import { arriveWithinMs } from '../../main/release/record/lifecycle';

/** One process: what it asks of the world waits for its turn; what a dead one asked is never answered. */
export interface Actor {
  readonly name: string;
  alive: boolean;
}

export interface Turn {
  readonly kind: 'call' | 'wait' | 'event';
  readonly who: Actor | null;
  readonly what: string;
  /** A call or an event: happens by then at the latest. A wait: ends then at the earliest. */
  readonly at: number;
  /** What it does to the world, whether or not anybody is there to hear the answer. */
  readonly effect: () => unknown;
  readonly answer: (value: unknown) => void;
  readonly orphan: Orphan | null;
}

/** What may become of a call whose caller died before its turn. */
export interface Orphan {
  readonly effect: () => void;
  /** It may be on its way for this long; null: it happens at once or never, as what is written to a disk. */
  readonly withinMs: number | null;
}

/** No call on an endpoint or a disk takes longer: each has its deadline. */
const callBound = 4000;
/** A remote that hangs. */
export const ledgerBound = 60_000;
/** What was put on the way and left there arrives within this time. */
export const flightBound = arriveWithinMs - callBound;

const nothing = (): void => undefined;

/** All that waits for its turn, on a clock of their own. Nothing happens but by `take`. */
export class Turns {
  now = 0;
  /** Before a schedule begins nobody waits. */
  instant = true;
  readonly #waiting: Turn[] = [];
  #last: Actor | null = null;

  /** A call on the world; `effect` is what it does there, in one piece. */
  call<T>(who: Actor, what: string, effect: () => T, orphan: Orphan | null = null, bound = callBound): Promise<T> {
    if (this.instant) return Promise.resolve(effect());
    return new Promise((resolve) => {
      // as: what a turn's effect gives is what its answer takes
      const answer = resolve as (value: unknown) => void;
      this.#waiting.push({ kind: 'call', who, what, at: this.now + bound, effect, answer, orphan });
    });
  }

  wait(who: Actor, ms: number, signal: AbortSignal | null): Promise<void> {
    if (signal?.aborted || this.instant) return Promise.resolve();
    return new Promise((resolve) => {
      const end = (): void => {
        const index = this.#waiting.indexOf(turn);
        if (index >= 0) this.#waiting.splice(index, 1);
        resolve();
      };
      const answer = (): void => {
        signal?.removeEventListener('abort', end);
        resolve();
      };
      const turn: Turn = { kind: 'wait', who, what: 'wakes', at: this.now + ms, effect: nothing, answer, orphan: null };
      this.#waiting.push(turn);
      signal?.addEventListener('abort', end);
    });
  }

  /** Something that is under way and belongs to nobody any more. */
  later(what: string, withinMs: number, effect: () => void): void {
    const at = this.now + withinMs;
    this.#waiting.push({ kind: 'event', who: null, what, at, effect, answer: nothing, orphan: null });
  }

  /** Whose turn it may be: who went last first, then the others, then what is under way, then who sleeps. */
  ready(): readonly Turn[] {
    let limit = Infinity;
    for (const turn of this.#waiting) if (turn.kind !== 'wait' && turn.at < limit) limit = turn.at;
    const ready = this.#waiting.filter((turn) => turn.kind !== 'wait' || turn.at <= limit);
    const rank = (turn: Turn): number =>
      turn.kind === 'call' ? (turn.who === this.#last ? 0 : 1) : turn.kind === 'event' ? 2 : 3 + turn.at;
    return ready.length > 1 ? ready.sort((a, b) => rank(a) - rank(b)) : ready;
  }

  /** The first of these that belongs to who went last. */
  goesOn(ready: readonly Turn[]): Turn | undefined {
    return ready.find((turn) => turn.who !== null && turn.who === this.#last);
  }

  /** Who sleeps may wake late: by `late` milliseconds, unless something else is due before. */
  take(turn: Turn, late: number): void {
    this.#remove(turn);
    if (turn.who) this.#last = turn.who;
    if (turn.kind === 'wait') {
      let limit = Infinity;
      for (const other of this.#waiting) if (other.kind !== 'wait' && other.at < limit) limit = other.at;
      this.now = Math.max(this.now, turn.at, Math.min(turn.at + late, limit));
    }
    turn.answer(turn.effect());
  }

  /** Takes what a process had under way when it died. */
  abandon(who: Actor): readonly Turn[] {
    const left = this.#waiting.filter((turn) => turn.who === who);
    for (const turn of left) this.#remove(turn);
    return left;
  }

  #remove(turn: Turn): void {
    this.#waiting.splice(this.#waiting.indexOf(turn), 1);
  }
}

/** Until nothing runs any more: ticks come after the last promise. No timer, no turn of the event loop. */
export const quiet = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));
