import { spawn, spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { verificationSchema } from '../../contract/verification';
import type { PlaceholderValues } from '../../contract/placeholders';
import { createVerifier } from '../../main/endpoints/verify/verifier';
import { endGroup } from '../../main/processes/process-group';
import { freePort, never } from './endpoint-orders';

// Debian's monitoring systems as they are, on free ports of this machine, with intervals short enough to be waited for.

export interface Daemon {
  readonly origin: string;
  readonly version: string;
  /** Its process group. */
  readonly group: number;
  readonly close: () => Promise<void>;
}

/** `prometheus, version 2.42.0+ds (…)` */
const versionOf = (program: string): string => {
  const { stdout, stderr } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return /version (\S+)/.exec(stdout + stderr)?.[1] ?? 'of an unknown version';
};

const start = async (program: string, folder: string, args: (port: number) => readonly string[]): Promise<Daemon> => {
  const port = await freePort();
  const child = spawn(program, args(port), { cwd: folder, stdio: 'ignore', detached: true });
  const group = child.pid ?? 0;
  const origin = `http://127.0.0.1:${port}`;
  const answers = async (): Promise<boolean> => {
    if (child.exitCode !== null) throw new Error(`${program} ended with ${child.exitCode}`);
    const answer = await fetch(`${origin}/-/healthy`).catch(() => null);
    return answer?.ok === true;
  };
  await expect.poll(answers, { message: `${program} answers` }).toBe(true);
  return { origin, version: versionOf(program), group, close: async () => void (await endGroup(group)) };
};

export interface Scraped {
  readonly job: string;
  readonly origin: string;
  /** In place of `/metrics`. */
  readonly path?: string;
}

export interface Rule {
  readonly alert: string;
  readonly expr: string;
}

const host = (origin: string): string => origin.replace('http://', '');

/** Scrapes every second. @param folder its configuration and its data, empty */
export const startPrometheus = async (
  folder: string,
  scraped: readonly Scraped[],
  rules: readonly Rule[] = [],
  alertmanager: Daemon | null = null,
): Promise<Daemon> => {
  const config = {
    global: { scrape_interval: '1s', scrape_timeout: '900ms', evaluation_interval: '1s' },
    scrape_configs: scraped.map(({ job, origin, path }) => {
      const [metricsPath = '/metrics', query = ''] = (path ?? '/metrics').split('?');
      const params = Object.fromEntries([...new URLSearchParams(query)].map(([name, value]) => [name, [value]]));
      return {
        job_name: job,
        metrics_path: metricsPath,
        params,
        static_configs: [{ targets: [host(origin)] }],
      };
    }),
    rule_files: ['rules.yml'],
    alerting: alertmanager
      ? { alertmanagers: [{ static_configs: [{ targets: [host(alertmanager.origin)] }] }] }
      : undefined,
  };
  const groups = [{ name: 'shop', rules: rules.map((rule) => ({ ...rule, for: '2s' })) }];
  // JSON is YAML.
  await writeFile(join(folder, 'prometheus.yml'), JSON.stringify(config));
  await writeFile(join(folder, 'rules.yml'), JSON.stringify({ groups }));
  return start('prometheus', folder, (port) => [
    '--config.file=prometheus.yml',
    '--storage.tsdb.path=data',
    `--web.listen-address=127.0.0.1:${port}`,
    '--log.level=error',
  ]);
};

export const startAlertmanager = async (folder: string): Promise<Daemon> => {
  const config = {
    route: { receiver: 'nobody', group_wait: '0s', group_interval: '1s' },
    receivers: [{ name: 'nobody' }],
  };
  await writeFile(join(folder, 'alertmanager.yml'), JSON.stringify(config));
  return start('prometheus-alertmanager', folder, (port) => [
    '--config.file=alertmanager.yml',
    '--storage.path=alerts',
    '--cluster.listen-address=',
    `--web.listen-address=127.0.0.1:${port}`,
    '--log.level=error',
  ]);
};

export const startBlackboxExporter = async (folder: string): Promise<Daemon> => {
  const config = { modules: { answers: { prober: 'http', timeout: '500ms', http: { preferred_ip_protocol: 'ip4' } } } };
  await writeFile(join(folder, 'blackbox.yml'), JSON.stringify(config));
  return start('prometheus-blackbox-exporter', folder, (port) => [
    '--config.file=blackbox.yml',
    `--web.listen-address=127.0.0.1:${port}`,
    '--log.level=error',
  ]);
};

export interface Verified {
  readonly passed: boolean;
  readonly text: string;
  readonly ms: number;
  readonly log: string;
}

export interface Verifying {
  readonly values?: PlaceholderValues;
  readonly sentAt?: string | null;
  readonly secrets?: Parameters<typeof createVerifier>[0]['secrets'];
  readonly signal?: AbortSignal;
  readonly hear?: (text: string) => void;
}

/** Runs one verification of a workspace file to its one result. */
export const verify = async (config: object, more: Verifying = {}): Promise<Verified> => {
  const { values = {}, sentAt = null, secrets = { get: async () => null }, signal = never, hear } = more;
  const verification = verificationSchema.parse({ name: 'errors', ...config });
  const verifier = createVerifier({ folder: '/', secrets });
  let log = '';
  const results: Omit<Verified, 'log'>[] = [];
  for await (const event of verifier.run(verification, values, sentAt, signal)) {
    expect(results).toEqual([]);
    if (event.type === 'result') results.push(event.result);
    else {
      log += event.text;
      hear?.(event.text);
    }
  }
  const [result] = results;
  if (result === undefined) throw new Error('a verification ends with its result');
  return { ...result, log };
};
