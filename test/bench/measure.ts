/** What one of the two sides took, over the runs. Milliseconds, or whatever the row says. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** A goal of the product beside what it is measured against, in the same run. */
export interface Row {
  readonly goal: string;
  /** What the two numbers are: `ms`, `MB`. */
  readonly unit: string;
  readonly ours: Spread;
  readonly yardstick: Spread;
  /** How the two compare, as the target says it: how often faster, or how often as much. */
  readonly ratio: number;
  readonly target: string;
  readonly met: boolean;
  readonly runs: number;
  /** What else was seen, and where a goal is missed, why. */
  readonly note: string;
}

export const spread = (values: readonly number[]): Spread => {
  const sorted = [...values].sort((a, b) => a - b);
  if (sorted.length === 0) throw new RangeError('nothing was measured');
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? 0;
  const lower = sorted[Math.ceil(middle) - 1] ?? 0;
  return { median: (lower + upper) / 2, least: sorted[0] ?? 0, most: sorted.at(-1) ?? 0 };
};

export const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const from = performance.now();
  await work();
  return performance.now() - from;
};

/** A side of a row: `prepare` is not timed. */
export interface Side<T> {
  readonly prepare?: (run: number) => Promise<T>;
  readonly work: (prepared: T, run: number) => Promise<unknown>;
}

/** Both sides in turn, so that a machine that slows down slows both; the first round warms both up and is not counted. */
export const side = async <A, B>(
  runs: number,
  ours: Side<A>,
  yardstick: Side<B>,
): Promise<{ readonly ours: Spread; readonly yardstick: Spread; readonly runs: number }> => {
  const [a, b]: [number[], number[]] = [[], []];
  for (let run = 0; run <= runs; run += 1) {
    const first = (await ours.prepare?.(run)) as A; // as: without `prepare` there is nothing, and `work` takes nothing
    const mine = await timed(() => ours.work(first, run));
    const second = (await yardstick.prepare?.(run)) as B; // as: the same
    const theirs = await timed(() => yardstick.work(second, run));
    if (run > 0) {
      a.push(mine);
      b.push(theirs);
    }
  }
  return { ours: spread(a), yardstick: spread(b), runs };
};
