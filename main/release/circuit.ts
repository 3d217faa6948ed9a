import type { Failure } from '../../contract/failure';
import type { Clock } from './ports';

/** Observations in a row that ran into their deadline; from then on the address is asked less often. */
const opensAfter = 3;
const firstMs = 10_000;
const mostMs = 60_000;

/** How long to leave an address alone after so many misses in a row; `random` is in [0, 1), so that many do not ask at one moment. */
export const pauseAfter = (misses: number, random: number): number =>
  Math.min(mostMs, firstMs * 2 ** (misses - opensAfter)) * (0.5 + random / 2);

/** Whether an address answers, as the rhythm of the board sees it. What a person asks for never waits for it. */
export interface Circuit {
  /** Misses in a row where it is asked less often, else 0. */
  readonly resting: () => number;
  /** What came of an observation that began at `began` on the monotonic clock. */
  readonly note: (began: number, failure: Failure | null) => void;
  /** Waits until it answers, or until somebody has to ask again and it is this caller's turn. */
  readonly rest: (signal: AbortSignal) => Promise<void>;
}

export const createCircuit = (clock: Clock): Circuit => {
  let misses = 0;
  let missedAt = -Infinity;
  /** When the last observation that was answered had begun. */
  let answered = -Infinity;
  let askAt = 0;
  const sleepers = new Set<() => void>();

  const putOff = (): void => {
    askAt = clock.monotonic() + pauseAfter(misses, Math.random());
  };
  const sleep = async (ms: number, signal: AbortSignal): Promise<void> => {
    const woken = new AbortController();
    const wake = (): void => woken.abort();
    sleepers.add(wake);
    signal.addEventListener('abort', wake);
    await clock.wait(ms, woken.signal);
    signal.removeEventListener('abort', wake);
    sleepers.delete(wake);
  };
  const isOpen = (): boolean => misses >= opensAfter;

  return {
    resting: () => (isOpen() ? misses : 0),
    note: (began, failure) => {
      if (failure?.kind === 'cancelled') return;
      if (failure?.kind !== 'endpoint-hangs') {
        misses = 0;
        answered = Math.max(answered, began);
        for (const wake of sleepers) wake();
        return;
      }
      // Those asked at the same time are one round: three hundred cells of one address are not three hundred misses.
      // What was asked before somebody else got an answer says nothing any more.
      if (began < missedAt || began < answered) return;
      missedAt = clock.monotonic();
      misses += 1;
      if (isOpen()) putOff();
    },
    rest: async (signal) => {
      while (isOpen() && !signal.aborted) {
        const left = askAt - clock.monotonic();
        if (left <= 0) return putOff();
        await sleep(left, signal);
      }
    },
  };
};
