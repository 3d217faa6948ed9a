import type { PrometheusVerification } from '../../../contract/verification';
import type { Reading } from './keep-asking';
import type { Sample } from './prometheus-answer';

/** What every value has to keep, and how that is said: `0.2 is not below 0.05`. */
export interface Bound {
  readonly words: string;
  readonly keeps: (value: number) => boolean;
}

const short = (value: number): string => String(Number(value.toPrecision(4)));

/** @param was what the query said before the deployment; null where nothing is compared with it */
export const boundsOf = ({ below, above, baseline }: PrometheusVerification, was: number | null): readonly Bound[] => [
  ...(below === undefined ? [] : [{ words: `below ${below}`, keeps: (value: number) => value < below }]),
  ...(above === undefined ? [] : [{ words: `above ${above}`, keeps: (value: number) => value > above }]),
  ...(baseline === undefined || was === null
    ? []
    : [
        {
          words: `at most ${short(was * baseline.times)} (${baseline.times} times the ${short(was)} of before)`,
          keeps: (value: number) => value <= was * baseline.times,
        },
      ]),
];

/** Every value has to keep every bound; no value, or one that is no number (as 0 / 0 and 1 / 0), keeps none. */
export const judge = (samples: readonly Sample[], bounds: readonly Bound[]): Reading => {
  const all = bounds.map(({ words }) => words).join(' and ');
  if (samples.length === 0) return { kind: 'broken', text: `no data: the query has no value that is ${all}` };
  for (const { labels, value } of samples) {
    const of = labels === '' ? '' : ` of ${labels}`;
    if (Number.isNaN(value)) return { kind: 'broken', text: `no number${of}: it has to be ${all}` };
    const broken = bounds.find(({ keeps }) => !keeps(value));
    if (broken) return { kind: 'broken', text: `${short(value)}${of} is not ${broken.words}` };
    if (!Number.isFinite(value)) return { kind: 'broken', text: `${value}${of}: something is divided by nothing` };
  }
  const values = samples.map(({ value }) => value);
  const [least, most] = [Math.min(...values), Math.max(...values)].map(short);
  return { kind: 'kept', text: `${least === most ? least : `${least} to ${most}`} is ${all}` };
};
