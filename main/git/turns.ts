import { onAbort } from './on-abort';

type Work<T> = (signal: AbortSignal) => Promise<T>;

interface Turn<T> {
  readonly promise: Promise<T>;
  readonly stop: AbortController;
  asking: number;
  started: boolean;
}

/**
 * Lets callers of the same thing share one work at a time: who comes before it has started joins it, who comes later shares the
 * next one, so that nobody gets an answer that is older than the question. A work is aborted when nobody waits for it any more.
 */
export const createTurns = <T>() => {
  const turns = new Map<string, { current: Turn<T>; next: Turn<T> | null }>();

  const begin = (key: string, work: Work<T>, after: Promise<unknown>): Turn<T> => {
    const stop = new AbortController();
    const turn: Turn<T> = {
      stop,
      asking: 0,
      started: false,
      promise: after.then(() => {
        turn.started = true;
        return work(stop.signal);
      }),
    };
    const finish = (): void => {
      const at = turns.get(key);
      if (at?.current !== turn) return;
      if (at.next) turns.set(key, { current: at.next, next: null });
      else turns.delete(key);
    };
    turn.promise.then(finish, finish);
    return turn;
  };

  const turnFor = (key: string, work: Work<T>): Turn<T> => {
    const at = turns.get(key);
    if (!at) {
      const current = begin(key, work, Promise.resolve());
      turns.set(key, { current, next: null });
      return current;
    }
    if (!at.current.started && !at.current.stop.signal.aborted) return at.current;
    if (at.next === null || at.next.stop.signal.aborted) {
      const before = at.next ?? at.current;
      at.next = begin(
        key,
        work,
        before.promise.catch(() => undefined),
      );
    }
    return at.next;
  };

  /** `cancelled` where the caller's own signal was aborted first. */
  return async (key: string, signal: AbortSignal, work: Work<T>): Promise<T | 'cancelled'> => {
    if (signal.aborted) return 'cancelled';
    const turn = turnFor(key, work);
    turn.asking += 1;
    let undo = (): void => undefined;
    const left = new Promise<'cancelled'>((resolve) => {
      undo = onAbort(signal, () => resolve('cancelled'));
    });
    try {
      return await Promise.race([turn.promise, left]);
    } finally {
      undo();
      turn.asking -= 1;
      if (turn.asking === 0) turn.stop.abort();
    }
  };
};
