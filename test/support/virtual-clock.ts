import type { Clock } from '../../main/release/ports';

export interface VirtualClock extends Clock {
  /** Lets so much time pass: who waits is woken in order, and goes on until it waits again. */
  readonly advance: (ms: number) => Promise<void>;
}

interface Waiting {
  readonly at: number;
  readonly wake: () => void;
}

/** Lets everything happen that needs no time. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
};

/** A clock that stands still until a test lets time pass. */
export const createVirtualClock = (start = Date.UTC(2026, 10, 22, 12)): VirtualClock => {
  let passed = 0;
  const waiting = new Set<Waiting>();
  return {
    now: () => new Date(start + passed).toISOString(),
    monotonic: () => passed,
    wait: async (ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const one = {
          at: passed + ms,
          wake: () => {
            waiting.delete(one);
            signal.removeEventListener('abort', one.wake);
            resolve();
          },
        };
        waiting.add(one);
        signal.addEventListener('abort', one.wake);
      }),
    advance: async (ms) => {
      const end = passed + ms;
      await settle();
      for (;;) {
        const next = [...waiting].sort((a, b) => a.at - b.at)[0];
        if (!next || next.at > end) break;
        passed = Math.max(passed, next.at);
        next.wake();
        await settle();
      }
      passed = end;
    },
  };
};
