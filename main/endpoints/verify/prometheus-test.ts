import type { Iso } from '../../../contract/commit';
import { milliseconds } from '../../../contract/duration';
import { fill, type PlaceholderValues } from '../../../contract/placeholders';
import type { PrometheusVerification } from '../../../contract/verification';
import type { Secrets } from '../../release/record-ports';
import { askJson } from '../../http/json-api';
import { boundsOf, judge } from './bound';
import { keepAsking, type Reading } from './keep-asking';
import { readSamples, type Sample } from './prometheus-answer';
import type { TestEvent } from './test-event';

type Asked = { readonly kind: 'samples'; readonly samples: readonly Sample[] } | Extract<Reading, { kind: 'failed' }>;
type Asking = (
  path: 'query' | 'query_range',
  more: Readonly<Record<string, string>>,
  withinMs: number,
  signal: AbortSignal,
) => Promise<Asked>;

/** Points of the time before the deployment: Prometheus gives 11,000 at most. */
const points = 120;

/** By number: PromQL knows `\"` in double quotes only and `\'` in single ones only, and refuses the query otherwise. */
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\x22', "'": '\\x27', '\n': '\\n' };

/** Values stand in quoted texts of a query: none of them ends one. */
const quoted = (values: PlaceholderValues): PlaceholderValues =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      value.replaceAll(/[\\"'\n]/g, (sign) => escapes[sign] ?? sign),
    ]),
  );

/** The mean of what it was before the deployment; of several series, the largest. */
const meanBefore = async (
  ask: Asking,
  beforeMs: number,
  sentAt: Iso | null,
  withinMs: number,
  signal: AbortSignal,
): Promise<number | Reading> => {
  if (sentAt === null)
    return { kind: 'hopeless', text: 'no deployment is on record: there is nothing to compare with' };
  const to = Date.parse(sentAt) / 1000;
  const from = to - beforeMs / 1000;
  const step = Math.max(1, Math.round((to - from) / points));
  const range = { start: String(from), end: String(to), step: String(step) };
  const asked = await ask('query_range', range, withinMs, signal);
  if (asked.kind === 'failed') return asked;
  const means = asked.samples.map(({ value }) => value).filter(Number.isFinite);
  if (means.length > 0) return Math.max(...means);
  return { kind: 'hopeless', text: 'no data of the time before the deployment: there is nothing to compare with' };
};

/**
 * Asks Prometheus a query again and again: every value has to keep the bounds.
 * @param sentAt when the order left: what was before is asked of the time up to it; null: no deployment is on record
 */
export async function* prometheusTest(
  test: PrometheusVerification,
  values: PlaceholderValues,
  sentAt: Iso | null,
  secrets: Secrets,
  signal: AbortSignal,
): AsyncGenerator<TestEvent, void, undefined> {
  const query = fill(test.query, quoted(values));
  const ask: Asking = async (path, more, withinMs, signal) => {
    const parameters = new URLSearchParams({ query, ...more }).toString();
    const url = `${test.prometheus.replace(/\/+$/, '')}/api/v1/${path}?${parameters}`;
    const answer = await askJson({ url, headers: test.headers }, values, secrets, withinMs, signal);
    if (!answer.ok) return { kind: 'failed', failure: answer.failure };
    const samples = readSamples(answer.json);
    if (samples !== null) return { kind: 'samples', samples };
    const said = JSON.stringify(answer.json).slice(0, 500);
    const expected = 'a number or a vector of numbers';
    return { kind: 'failed', failure: { kind: 'endpoint-nonsense', where: answer.where, expected, said } };
  };
  let was: number | null = null;
  const look = async (withinMs: number, signal: AbortSignal): Promise<Reading> => {
    if (test.baseline && was === null) {
      const before = await meanBefore(ask, milliseconds(test.baseline.before), sentAt, withinMs, signal);
      if (typeof before !== 'number') return before;
      was = before;
    }
    const asked = await ask('query', {}, withinMs, signal);
    return asked.kind === 'samples' ? judge(asked.samples, boundsOf(test, was)) : asked;
  };
  yield { type: 'log', text: `${query}\n` };
  yield* keepAsking(test, look, signal);
}
