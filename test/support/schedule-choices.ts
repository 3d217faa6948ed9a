/** What decides in a schedule. 0 and false are the calm choice, so that a schedule gets simpler as its numbers get smaller. */
export interface Choices {
  /** One of `n`: 0 ≤ answer < n. */
  pick(n: number): number;
  /** True `of256` times in 256. A fault that is switched off asks nothing. */
  odds(of256: number): boolean;
}

/** mulberry32: one seed, one schedule. */
export const seeded = (seed: number): Choices => {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
  return {
    pick: (n) => (n < 2 ? 0 : next() % n),
    odds: (of256) => of256 > 0 && (next() & 255) < of256,
  };
};

export const calm: Choices = { pick: () => 0, odds: () => false };

/** The same choices, written down. */
export const recorded = (choices: Choices, into: number[]): Choices => ({
  pick: (n) => {
    const picked = choices.pick(n);
    if (n > 1) into.push(picked);
    return picked;
  },
  odds: (of256) => {
    if (of256 === 0) return false;
    const came = choices.odds(of256);
    into.push(came ? 1 : 0);
    return came;
  },
});

/** Choices that were written down, in whole or in part; calm after their end. */
export const replayed = (tape: readonly number[]): Choices => {
  let at = 0;
  const next = (): number => tape[at++] ?? 0;
  return {
    pick: (n) => (n < 2 ? 0 : next() % n),
    odds: (of256) => of256 > 0 && next() % 2 === 1,
  };
};

/**
 * Every schedule with at most `most` choices that are not calm, one after the other: call `next` after each until it says false.
 * Depth first: what was chosen last is changed first.
 */
export const enumerated = (most: number): { readonly choices: Choices; readonly next: () => boolean } => {
  const path: { value: number; readonly n: number }[] = [];
  let at = 0;
  const choose = (n: number): number => {
    const known = path[at++];
    if (known) return known.value;
    path.push({ value: 0, n });
    return 0;
  };
  const next = (): boolean => {
    at = 0;
    for (;;) {
      const last = path.pop();
      if (!last) return false;
      const spent = path.filter((step) => step.value > 0).length;
      if (last.value + 1 >= last.n || spent >= most) continue;
      path.push({ value: last.value + 1, n: last.n });
      return true;
    }
  };
  return { choices: { pick: (n) => (n < 2 ? 0 : choose(n)), odds: (of256) => of256 > 0 && choose(2) === 1 }, next };
};
