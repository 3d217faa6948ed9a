import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base } from '@playwright/test';
import { signalGroup } from '../../main/processes/process-group';
import { startMeteredService, type MeteredService } from '../support/metered-service';
import { startAlertmanager, startBlackboxExporter, startPrometheus, verify, type Daemon } from '../support/monitoring';
import { ranAgainst } from '../support/proves';

// Debian's Prometheus, Alertmanager and blackbox exporter over a service whose errors rise on demand.

interface Watched {
  readonly service: MeteredService;
  readonly prometheus: Daemon;
  readonly alertmanager: Daemon;
}

const test = base.extend<{ watched: Watched }>({
  watched: async ({}, use, info) => {
    const folder = mkdtempSync(join(tmpdir(), 'humdrum-monitoring-'));
    const [service, alertmanager, blackbox] = await Promise.all([
      startMeteredService(),
      startAlertmanager(folder),
      startBlackboxExporter(folder),
    ]);
    mkdirSync(join(folder, 'prometheus'));
    const probe = `/probe?module=answers&target=${service.origin}/`;
    const prometheus = await startPrometheus(
      join(folder, 'prometheus'),
      [
        { job: 'catalog', origin: service.origin },
        { job: 'probe', origin: blackbox.origin, path: probe },
      ],
      [{ alert: 'TooManyErrors', expr: ratio + ' > 0.05' }],
      alertmanager,
    );
    for (const [name, daemon] of Object.entries({ prometheus, alertmanager, 'blackbox exporter': blackbox }))
      ranAgainst(info, `${name} ${daemon.version}`);
    await use({ service, prometheus, alertmanager });
    await Promise.all([prometheus, alertmanager, blackbox, service].map((each) => each.close()));
    rmSync(folder, { recursive: true, force: true });
  },
});

test('a value with quotes in it stands in a query as it is, in either kind of quoted text', async ({
  watched: { prometheus },
}) => {
  const component = `O'Brien "the\\new" \n`;
  for (const quote of [`"`, `'`]) {
    const query = `label_replace(vector(1), "v", ${quote}\${component}${quote}, "", "")`;
    const found = await verify(
      { prometheus: prometheus.origin, query, below: 0.5, ...short },
      { values: { component } },
    );
    expect(found.text).toBe(`1 of {v=${JSON.stringify(component)}} is not below 0.5`);
  }
});

const ratio = 'rate(errors_total{job="catalog"}[4s]) / rate(requests_total{job="catalog"}[4s])';
const times = { settle: '0s', holds: '2s', every: '500ms', within: '40s' };
/** For what is to fail: it is given up sooner. */
const short = { ...times, within: '8s' };

test('errors below the bound pass, errors that rise fail with their number, and once mended it passes again', async ({
  watched: { service, prometheus },
}) => {
  const config = { prometheus: prometheus.origin, query: ratio, below: 0.05, ...times };
  const calm = await verify(config);
  expect(calm).toMatchObject({ passed: true });
  expect(calm.text).toMatch(/^0 is below 0\.05, for/);
  // Asked right after the start there was nothing yet, and nothing is not healthy.
  expect(calm.log).toContain('no data: the query has no value that is below 0.05');

  service.broken = true;
  await expect.poll(async () => (await verify({ ...config, ...short, holds: '0s', within: '1s' })).passed).toBe(false);
  const broken = await verify({ ...config, ...short });
  expect(broken).toMatchObject({ passed: false });
  expect(broken.text).toMatch(/^0\.\d+ of .*is not below 0\.05$/);

  service.broken = false;
  expect(await verify(config)).toMatchObject({ passed: true });
});

test('a service that is a little worse than before the deployment fails by its baseline, though a bound would pass it', async ({
  watched: { service, prometheus },
}) => {
  const query = 'rate(errors_total[4s]) + 1';
  const config = { prometheus: prometheus.origin, query };
  await verify({ ...config, above: 0, ...times });
  const sentAt = new Date().toISOString();
  const compared = { ...config, below: 1000, baseline: { before: '2s', times: 1.5 } };
  const calm = await verify({ ...compared, ...times }, { sentAt });
  expect(calm).toMatchObject({ passed: true });
  expect(calm.text).toContain('1.5 times the 1 of before');
  service.broken = true;
  await verify({ ...config, above: 5, ...times });
  const worse = await verify({ ...compared, ...short }, { sentAt });
  expect(worse).toMatchObject({ passed: false });
  expect(worse.text).toContain('is not at most 1.5 (1.5 times the 1 of before)');
  const never = await verify({ ...compared, ...short }, { sentAt: '2026-01-01T00:00:00.000Z' });
  expect(never.text).toBe('no data of the time before the deployment: there is nothing to compare with');
});

test('what the blackbox exporter sees fail fails, and a service that no longer answers its scrapes is no data', async ({
  watched: { service, prometheus },
}) => {
  const probe = { prometheus: prometheus.origin, query: 'probe_success', above: 0.5 };
  expect(await verify({ ...probe, ...times })).toMatchObject({ passed: true });
  service.broken = true;
  await expect.poll(async () => (await verify({ ...probe, ...short, holds: '0s', within: '1s' })).passed).toBe(false);
  service.answering = false;
  const query = 'rate(requests_total{job="catalog"}[4s])';
  const config = { prometheus: prometheus.origin, query, above: -1, ...short, holds: '0s', within: '1s' };
  await expect.poll(async () => (await verify(config)).text).toContain('no data');
});

test('an alert that fires fails with its name, a silenced one does not count, and once resolved it passes', async ({
  watched: { service, alertmanager },
}) => {
  const config = { alertmanager: alertmanager.origin, match: { alertname: 'TooManyErrors' } };
  expect(await verify({ ...config, ...times })).toMatchObject({ passed: true });
  service.broken = true;
  const fires = async () => (await verify({ ...config, ...short, holds: '0s', within: '1s' })).text;
  await expect.poll(fires).toMatch(/^TooManyErrors\{.*job="catalog".*\} fires since 20/);
  expect(await verify({ ...config, match: { alertname: 'Another' }, ...times })).toMatchObject({ passed: true });

  const until = new Date(Date.now() + 3_600_000).toISOString();
  const silence = {
    matchers: [{ name: 'alertname', value: 'TooManyErrors', isRegex: false }],
    startsAt: new Date().toISOString(),
    endsAt: until,
    createdBy: 'ana',
    comment: 'known',
  };
  const silenced = await fetch(`${alertmanager.origin}/api/v2/silences`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(silence),
  });
  expect(silenced.status).toBe(200);
  await expect.poll(fires).toContain('no alert');
  const { silenceID } = (await silenced.json()) as { silenceID: string };
  await fetch(`${alertmanager.origin}/api/v2/silence/${silenceID}`, { method: 'DELETE' });
  await expect.poll(fires).toContain('TooManyErrors');

  service.broken = false;
  expect(await verify({ ...config, ...times })).toMatchObject({ passed: true });
});

test('Prometheus’ own words are said for a query that is none, and its page is not taken for an answer', async ({
  watched: { prometheus, alertmanager },
}) => {
  const wrong = await verify({ prometheus: prometheus.origin, query: 'rate(', below: 1, ...times });
  expect(wrong).toMatchObject({ passed: false });
  expect(wrong.text).toContain('parse error: unclosed left parenthesis');
  const range = await verify({ prometheus: prometheus.origin, query: 'up[1m]', below: 1, ...short });
  // A range is a value at each moment: the mean of them counts.
  expect(range.text).toMatch(/^1 of \{.*\} is not below 1$/);
  const page = await verify({ alertmanager: `${prometheus.origin}/classic/graph?page=`, ...times });
  expect(page).toMatchObject({ passed: false });
  expect(page.text).toMatch(/expected JSON, got: Prometheus Time Series/);
  const label = await verify({ alertmanager: alertmanager.origin, match: { 'not a label': 'x' }, ...times });
  expect(label.passed).toBe(false);
  expect(label.text).toContain('400');
});

test('a Prometheus that stands still is waited for, and one that hangs to the end is not believed', async ({
  watched: { prometheus },
}) => {
  const config = { prometheus: prometheus.origin, query: 'vector(0)', below: 1 };
  expect(await verify({ ...config, ...times })).toMatchObject({ passed: true });
  signalGroup(prometheus.group, 'SIGSTOP');
  try {
    const hanging = await verify({ ...config, ...short });
    expect(hanging).toMatchObject({ passed: false });
    expect(hanging.text).toContain('does not answer');
  } finally {
    signalGroup(prometheus.group, 'SIGCONT');
  }
  expect(await verify({ ...config, ...times })).toMatchObject({ passed: true });
});
