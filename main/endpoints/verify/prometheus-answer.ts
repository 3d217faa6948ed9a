import { z } from 'zod';

/** One value of a query's answer, with the labels that tell it from the others. */
export interface Sample {
  readonly labels: string;
  /** NaN and infinite as Prometheus says them; of a range, the mean of what is a number. */
  readonly value: number;
}

const point = z.tuple([z.number(), z.string()]);
const metric = z.record(z.string(), z.string());
// https://prometheus.io/docs/prometheus/latest/querying/api/: a vector with native histograms has no `value`, and is refused.
const answer = z.object({
  status: z.literal('success'),
  data: z.discriminatedUnion('resultType', [
    z.object({ resultType: z.literal('vector'), result: z.array(z.object({ metric, value: point })) }),
    z.object({ resultType: z.literal('matrix'), result: z.array(z.object({ metric, values: z.array(point) })) }),
    z.object({ resultType: z.literal('scalar'), result: point }),
  ]),
});

const infinite: Readonly<Record<string, number>> = { '+Inf': Infinity, '-Inf': -Infinity };

const numberOf = ([, text]: z.infer<typeof point>): number => infinite[text] ?? Number(text);

const labelsOf = (labels: Readonly<Record<string, string>>): string => {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return pairs.length === 0 ? '' : `{${pairs.join(', ')}}`;
};

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The values of an answer; null where it is none of Prometheus’ answers to a query. */
export const readSamples = (json: unknown): readonly Sample[] | null => {
  const read = answer.safeParse(json);
  if (!read.success) return null;
  const { data } = read.data;
  switch (data.resultType) {
    case 'scalar':
      return [{ labels: '', value: numberOf(data.result) }];
    case 'vector':
      return data.result.map((one) => ({ labels: labelsOf(one.metric), value: numberOf(one.value) }));
    case 'matrix':
      return data.result.map((one) => ({
        labels: labelsOf(one.metric),
        value: mean(one.values.map(numberOf).filter(Number.isFinite)),
      }));
  }
};
