import { middleOf, type Frame, type StepBand } from './funnel-shape';
import type { Place } from './places';

export interface Spot {
  readonly place: Place;
  readonly x: number;
  readonly y: number;
}

export interface StepSpots {
  readonly spots: readonly Spot[];
  /** Candidates that there is no room for, and where their number stands. */
  readonly more: { readonly count: number; readonly x: number; readonly y: number } | null;
}

const across = 24;
const down = 24;
const inset = 10;

/** The head on the left of its step, what got this far in rows under it, what was stopped on the floor. */
export const spotsOf = (places: readonly Place[], step: StepBand, frame: Frame): StepSpots => {
  const middle = middleOf(frame);
  const of = (kind: Place['kind']): readonly Place[] => places.filter((place) => place.kind === kind);
  const perRow = Math.max(1, Math.floor((step.width - 2 * inset) / across));
  const rows = Math.max(1, Math.floor((frame.bandBottom - middle - 12) / down));
  const resting = of('resting');
  const fits = resting.length <= perRow * rows ? resting.length : perRow * rows - 1;
  const at = (i: number) => ({
    x: step.x + inset + (i % perRow) * across,
    y: middle + 14 + Math.floor(i / perRow) * down,
  });
  const stopped = of('stopped').slice(0, perRow);
  const start = step.x + step.width / 2 - (stopped.length * across) / 2;
  return {
    spots: [
      ...of('head').map((place) => ({ place, x: step.x + 14, y: middle - 16 })),
      ...resting.slice(0, fits).map((place, i) => ({ place, ...at(i) })),
      ...stopped.map((place, i) => ({ place, x: start + i * across, y: frame.floor - 24 })),
    ],
    more: fits === resting.length ? null : { count: resting.length - fits, ...at(fits) },
  };
};
