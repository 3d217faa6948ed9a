import { bandHeight } from '../../contract/funnel';

// The wall picture: one band from the mouth to production, its height the number of changes (log scale), and below it
// what fell out. All in pixels of the drawing.

export interface Frame {
  readonly height: number;
  /** The room for the band. */
  readonly bandTop: number;
  readonly bandBottom: number;
  /** Where what was stopped comes to lie. */
  readonly floor: number;
}

/** The picture grows with the wall it hangs on. */
export const frameOf = (width: number): Frame => {
  const height = Math.round(Math.min(680, Math.max(350, width * 0.25)));
  return { height, bandTop: 98, bandBottom: height - 98, floor: height - 20 };
};
export const middleOf = (frame: Frame): number => (frame.bandTop + frame.bandBottom) / 2;

export interface StepBand {
  readonly x: number;
  readonly width: number;
  /** null where the count can't be told: no height is guessed. */
  readonly top: number | null;
  readonly bottom: number | null;
}

export interface FunnelShape {
  readonly steps: readonly StepBand[];
  /** One closed outline for each run of known counts. */
  readonly outlines: readonly string[];
  /** Middle lines where the count is unknown, drawn dashed. */
  readonly unknown: readonly string[];
}

const thread = 4;
const n = (value: number): string => value.toFixed(1);

const runsOf = (steps: readonly StepBand[]): readonly (readonly StepBand[])[] =>
  steps.reduce<readonly (readonly StepBand[])[]>((runs, step) => {
    if (step.top === null) return [...runs, []];
    return [...runs.slice(0, -1), [...(runs.at(-1) ?? []), step]];
  }, []);

/** Flat over most of a step, then one calm bend into the next. */
const edge = (run: readonly StepBand[], y: (step: StepBand) => number): string =>
  run
    .map((step, i) => {
      const next = run[i + 1];
      const bend = Math.min(70, step.width * 0.45);
      const end = step.x + step.width - (next === undefined ? 0 : bend / 2);
      const flat = `L${n(end)} ${n(y(step))}`;
      if (next === undefined) return flat;
      const to = step.x + step.width + bend / 2;
      const half = (end + to) / 2;
      return `${flat}C${n(half)} ${n(y(step))} ${n(half)} ${n(y(next))} ${n(to)} ${n(y(next))}`;
    })
    .join('');

/** The same edge drawn from right to left: the points in reverse. */
const edgeBack = (run: readonly StepBand[], y: (step: StepBand) => number): string =>
  [...run]
    .reverse()
    .map((step, i, reversed) => {
      const next = reversed[i + 1];
      if (next === undefined) return `L${n(step.x)} ${n(y(step))}`;
      const bend = Math.min(70, next.width * 0.45);
      const start = step.x + bend / 2;
      const to = step.x - bend / 2;
      const half = (start + to) / 2;
      return `L${n(start)} ${n(y(step))}C${n(half)} ${n(y(step))} ${n(half)} ${n(y(next))} ${n(to)} ${n(y(next))}`;
    })
    .join('');

const outline = (run: readonly StepBand[], middle: number): string => {
  const [first] = run;
  const last = run.at(-1);
  if (first === undefined || last === undefined) return '';
  const top = (step: StepBand): number => step.top ?? middle;
  const bottom = (step: StepBand): number => step.bottom ?? middle;
  return `M${n(first.x)} ${n(top(first))}${edge(run, top)}L${n(last.x + last.width)} ${n(bottom(last))}${edgeBack(run, bottom)}Z`;
};

/** @param counts changes at each step, null where it can't be told */
export const funnelShape = (counts: readonly (number | null)[], width: number, frame: Frame): FunnelShape => {
  const middle = middleOf(frame);
  const each = counts.length === 0 ? 0 : width / counts.length;
  const most = Math.max(0, ...counts.map((count) => count ?? 0));
  const room = frame.bandBottom - frame.bandTop;
  const steps = counts.map((count, i): StepBand => {
    const height = count === null ? null : thread + (room - thread) * bandHeight(count, most);
    return {
      x: i * each,
      width: each,
      top: height === null ? null : middle - height / 2,
      bottom: height === null ? null : middle + height / 2,
    };
  });
  return {
    steps,
    outlines: runsOf(steps)
      .filter((run) => run.length > 0)
      .map((run) => outline(run, middle)),
    unknown: steps
      .filter((step) => step.top === null)
      .map((step) => `M${n(step.x)} ${n(middle)}H${n(step.x + step.width)}`),
  };
};

/** What was stopped pours out of the band's lower edge and lies on the floor: a heap as wide as the logarithm of its count. */
export const heapPath = (step: StepBand, stopped: number, frame: Frame): string => {
  const bottom = step.bottom ?? middleOf(frame);
  const x = step.x + step.width * 0.5;
  const half = Math.min(step.width * 0.46, 30 + 24 * Math.log1p(stopped));
  const neck = 3 + 1.6 * Math.log1p(stopped);
  const { floor } = frame;
  return [
    `M${n(x - neck * 3)} ${n(bottom)}`,
    `C${n(x - neck)} ${n(bottom + 2)} ${n(x - neck)} ${n(bottom + 10)} ${n(x - neck)} ${n((bottom + floor) / 2)}`,
    `C${n(x - neck)} ${n(floor - 12)} ${n(x - half * 0.7)} ${n(floor)} ${n(x - half)} ${n(floor)}`,
    `H${n(x + half)}`,
    `C${n(x + half * 0.7)} ${n(floor)} ${n(x + neck)} ${n(floor - 12)} ${n(x + neck)} ${n((bottom + floor) / 2)}`,
    `C${n(x + neck)} ${n(bottom + 10)} ${n(x + neck)} ${n(bottom + 2)} ${n(x + neck * 3)} ${n(bottom)}Z`,
  ].join('');
};
