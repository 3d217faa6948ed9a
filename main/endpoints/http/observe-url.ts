import type { PlaceholderValues } from '../../../contract/placeholders';
import type { ObserveUrl } from '../../../contract/observe';
import type { Health } from '../../../contract/snapshot';
import type { Observation } from '../../release/ports';
import type { Secrets } from '../../release/record-ports';
import type { HealthReading } from '../health';
import { partOf } from '../named';
import { jsonOf, said } from '../../http/judge';
import { pointAt } from '../../http/pointer';
import { prepare, type Prepared } from '../../http/request';

type Outcome = Observation['outcome'];

const observeMs = 3000;

const well = new Set([
  'true',
  'ok',
  'okay',
  'healthy',
  'up',
  'pass',
  'passing',
  'passed',
  'green',
  'good',
  'running',
  'ready',
]);

/** How well something is, by a word at `pointer`. */
export const healthIn = (json: unknown, pointer: string | undefined, mask: (text: string) => string): HealthReading => {
  const found = pointer === undefined ? undefined : pointAt(json, pointer);
  if (typeof found !== 'string' && typeof found !== 'boolean' && typeof found !== 'number') {
    return { health: 'unknown', healthText: null };
  }
  const health: Health = well.has(String(found).toLowerCase()) ? 'healthy' : 'unhealthy';
  return { health, healthText: health === 'healthy' ? null : `it says ${mask(String(found)).slice(0, 100)}` };
};

const readOnce = async (observe: ObserveUrl, prepared: Prepared, signal: AbortSignal): Promise<Outcome> => {
  const answered = jsonOf(await prepared.send(observeMs, signal), prepared, observeMs);
  if ('failure' in answered) return { kind: 'unreadable', failure: answered.failure };
  const found = pointAt(answered.json, observe.commit);
  if (found === null) return { kind: 'nothing' };
  const text = typeof found === 'string' ? found.trim() : '';
  const named = observe.named === undefined ? text : (partOf(observe.named, text) ?? '');
  if (named === '' || named.length > 200) {
    const like = observe.named === undefined ? '' : ` like ${observe.named}`;
    const expected = `a commit, as a text${like}, at ${observe.commit}`;
    const came = said(JSON.stringify(answered.json), prepared);
    return { kind: 'unreadable', failure: { kind: 'endpoint-nonsense', where: prepared.where, expected, said: came } };
  }
  return { kind: 'running', named, ...healthIn(answered.json, observe.health, prepared.mask) };
};

/** What an address says runs: of several answers all have to name one version. */
export const observeAt = async (
  observe: ObserveUrl,
  values: PlaceholderValues,
  secrets: Secrets,
  signal: AbortSignal,
): Promise<Outcome> => {
  const prepared = await prepare(observe, values, secrets);
  if ('failure' in prepared) return { kind: 'unreadable', failure: prepared.failure };
  const answers = await Promise.all([...Array(observe.answers)].map(() => readOnce(observe, prepared, signal)));
  const unreadable = answers.find((one) => one.kind === 'unreadable');
  if (unreadable) return unreadable;
  const versions = [...new Set(answers.map((one) => (one.kind === 'running' ? one.named : 'nothing')))];
  if (versions.length > 1) return { kind: 'unreadable', failure: { kind: 'mixed', where: prepared.where, versions } };
  const ill = answers.find((one) => one.kind === 'running' && one.health === 'unhealthy');
  return ill ?? answers[0] ?? { kind: 'nothing' };
};
