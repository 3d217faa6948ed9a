import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test as base } from '@playwright/test';
import type { Target } from '../../contract/workspace';
import { createEndpoints } from '../../main/endpoints/endpoints';
import { stopLocal } from '../../main/endpoints/local/stop-local';
import { identify } from '../../main/processes/process-identity';
import type { Endpoint } from '../../main/release/ports';
import { bundleProcess } from './bundle-process';
import { freePort, targetOf } from './endpoint-orders';
import { nobody, commitOf, program, service, sourceOf } from './endpoint-services';

export const good = commitOf('a');
export const better = commitOf('b');
export const exits = commitOf('c');
export const ailing = commitOf('d');
export const stubborn = commitOf('e');
export const chatty = commitOf('f');
export const silent = commitOf('1');
export const parent = commitOf('2');
export const slow = commitOf('3');

export const versions = {
  [good]: service('good'),
  [better]: service('better'),
  [exits]: program(`console.error('no database at db:5432'); process.exit(3);`),
  [ailing]: service('ailing', { healthStatus: 503 }),
  [stubborn]: service('stubborn', { more: `process.on('SIGTERM', () => {});` }),
  [chatty]: service('chatty', { more: `process.stdout.write('x'.repeat(3_000_000) + '\\n');` }),
  [silent]: program(`setInterval(() => {}, 1000);`),
  [slow]: service('slow', { waits: true }),
  [parent]: service('parent', {
    more: `const child = require('node:child_process').spawn('sleep', ['1000']);
      require('node:fs').appendFileSync(process.env.STARTS, child.pid + '\\n');`,
  }),
};

export const supervisorEntry = resolve(__dirname, '../../main/endpoints/local/supervisor-process.ts');

export interface LocalRig {
  readonly stateFolder: string;
  readonly supervisorScript: string;
  /** As the app has it after a start: nothing remembered but what is on disk. */
  readonly open: (startWithinMs?: number) => Required<Pick<Endpoint, 'find'>> & Endpoint;
  readonly target: (more?: Partial<Target>) => Promise<Target>;
  /** Lets versions that wait for it listen. */
  readonly go: () => Promise<void>;
  /** The pids of all processes ever started, oldest first. */
  readonly starts: () => Promise<readonly number[]>;
}

/** A zombie does not run. */
export const isRunning = (pid: number): boolean => identify(pid) !== null;

/** What a service says; null where nobody answers. */
export const ask = async (target: Target): Promise<{ version: string; pid: number } | null> => {
  try {
    const response = await fetch(`http://127.0.0.1:${target.port}/`);
    return (await response.json()) as { version: string; pid: number }; // as: the services above say so
  } catch {
    return null;
  }
};

export const test = base.extend<{ folderName: string; local: LocalRig }>({
  /** Below the rig's temporary folder. */
  folderName: ['local', { option: true }],
  local: async ({ folderName }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'humdrum-local-'));
    const stateFolder = join(folder, folderName);
    const startsFile = join(folder, 'starts');
    const goFile = join(folder, 'go');
    const supervisorScript = await bundleProcess(supervisorEntry);
    await use({
      stateFolder,
      supervisorScript,
      open: (startWithinMs = 20_000) => {
        const endpoint = createEndpoints({
          stateFolder,
          supervisorScript,
          folder: '/nonexistent',
          me: nobody,
          source: sourceOf(versions),
          secrets: { get: async () => null },
          now: () => new Date().toISOString(),
          startWithinMs,
        })('local');
        return { ...endpoint, find: (order, signal) => endpoint.find!(order, signal) };
      },
      target: async (more = {}) => {
        const port = more.port ?? (await freePort());
        const run = [process.execPath, 'server.js'];
        return targetOf({ kind: 'local', port, run, env: { STARTS: startsFile, GO: goFile } }, { ...more, port });
      },
      go: () => writeFile(goFile, ''),
      starts: async () => {
        const text = await readFile(startsFile, 'utf8').catch(() => '');
        return text.split('\n').filter(Boolean).map(Number);
      },
    });
    await stopLocal(stateFolder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },
});
