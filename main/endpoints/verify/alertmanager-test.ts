import { z } from 'zod';
import { fill, type PlaceholderValues } from '../../../contract/placeholders';
import type { AlertmanagerVerification } from '../../../contract/verification';
import type { Secrets } from '../../release/record-ports';
import { askJson } from '../../http/json-api';
import { keepAsking, type Reading } from './keep-asking';
import type { TestEvent } from './test-event';

const named = 5;

// GET /api/v2/alerts, prometheus/alertmanager api/v2/openapi.yaml: gettableAlerts.
const alerts = z.array(z.object({ labels: z.record(z.string(), z.string()), startsAt: z.string() }));
type Alert = z.infer<typeof alerts>[number];

const textOf = ({ labels, startsAt }: Alert): string => {
  const { alertname = 'an alert without a name', ...others } = labels;
  const pairs = Object.entries(others).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return `${alertname}${pairs.length === 0 ? '' : `{${pairs.join(', ')}}`} fires since ${startsAt}`;
};

/** Asks Alertmanager again and again: no alert that matches may fire. What is silenced or inhibited does not count. */
export async function* alertmanagerTest(
  test: AlertmanagerVerification,
  values: PlaceholderValues,
  secrets: Secrets,
  signal: AbortSignal,
): AsyncGenerator<TestEvent, void, undefined> {
  const filters = Object.entries(test.match).map(([label, value]) => `${label}=${JSON.stringify(fill(value, values))}`);
  const parameters = new URLSearchParams({ active: 'true', silenced: 'false', inhibited: 'false' });
  for (const filter of filters) parameters.append('filter', filter);
  const url = `${test.alertmanager.replace(/\/+$/, '')}/api/v2/alerts?${parameters.toString()}`;
  const which = filters.length === 0 ? 'no alert' : `no alert with ${filters.join(', ')}`;

  const look = async (withinMs: number, signal: AbortSignal): Promise<Reading> => {
    const answer = await askJson({ url, headers: test.headers }, values, secrets, withinMs, signal);
    if (!answer.ok) return { kind: 'failed', failure: answer.failure };
    const read = alerts.safeParse(answer.json);
    if (!read.success) {
      const said = JSON.stringify(answer.json).slice(0, 500);
      const expected = 'a list of alerts';
      return { kind: 'failed', failure: { kind: 'endpoint-nonsense', where: answer.where, expected, said } };
    }
    const firing = read.data;
    if (firing.length === 0) return { kind: 'kept', text: `${which} fires` };
    const more = firing.length > named ? `, and ${firing.length - named} more` : '';
    return { kind: 'broken', text: firing.slice(0, named).map(textOf).join('; ') + more };
  };
  yield* keepAsking(test, look, signal);
}
