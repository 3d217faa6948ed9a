import { appendFileSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { DeploymentEvent } from '../../contract/deployment';
import { createDeploymentLogs } from '../../main/ledger/deployment-logs';
import { test } from '../support/ledger-rig';

const at = '2026-03-05T10:00:00.000Z';
const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const log = (text: string): DeploymentEvent => ({ type: 'log', at, text });
const phase: DeploymentEvent = { type: 'phase', at, phase: 'sending', text: 'sending' };
const end: DeploymentEvent = { type: 'ended', at, ending: { kind: 'nothing-sent', failure: { kind: 'cancelled' } } };

test('what happened in a deployment is read again, also by another process', async ({ folder }) => {
  const logs = createDeploymentLogs(join(folder, 'logs'));
  for (const event of [phase, log('one\n'), end]) logs.append(id(1), event);
  expect(await logs.read(id(1))).toEqual([phase, log('one\n'), end]);
  expect(await createDeploymentLogs(join(folder, 'logs')).read(id(1))).toEqual([phase, log('one\n'), end]);
  expect(await logs.read(id(2))).toEqual([]);
});

test('endless output fills 2 MB, and how it ended is still there', async ({ folder }) => {
  const logs = createDeploymentLogs(folder);
  for (let n = 0; n < 400; n++) logs.append(id(1), log('x'.repeat(10_000)));
  logs.append(id(1), log('y'.repeat(1_000_000)));
  logs.append(id(1), phase);
  logs.append(id(1), end);
  expect(statSync(join(folder, `${id(1)}.jsonl`)).size).toBeLessThanOrEqual(2 * 1024 * 1024);
  expect((await logs.read(id(1))).slice(-2)).toEqual([phase, end]);
});

test('a piece of output that is too long is cut, and says so', async ({ folder }) => {
  const logs = createDeploymentLogs(folder);
  logs.append(id(1), log('x'.repeat(100_000)));
  const [event] = await logs.read(id(1));
  expect(event?.type === 'log' && event.text.length).toBeLessThan(20_000);
  expect(event?.type === 'log' && event.text).toContain('characters left out');
});

test('the newest 500 logs are kept', async ({ folder }) => {
  for (let n = 0; n < 520; n++) {
    writeFileSync(join(folder, `${id(n)}.jsonl`), '');
    utimesSync(join(folder, `${id(n)}.jsonl`), n + 1, n + 1);
  }
  createDeploymentLogs(folder).append(id(1000), phase);
  const names = readdirSync(folder);
  expect(names).toHaveLength(500);
  expect(names).toContain(`${id(1000)}.jsonl`);
  expect(names).not.toContain(`${id(20)}.jsonl`);
  expect(names).toContain(`${id(21)}.jsonl`);
});

test('a torn line is left out, a name that is no id reaches no file, a folder that can’t be written is no trouble', async ({
  folder,
}) => {
  const logs = createDeploymentLogs(join(folder, 'logs'));
  logs.append(id(1), phase);
  appendFileSync(join(folder, 'logs', `${id(1)}.jsonl`), '{"type":"log","te');
  expect(await logs.read(id(1))).toEqual([phase]);
  logs.append('../escaped', phase);
  expect(readdirSync(folder)).toEqual(['logs']);
  writeFileSync(join(folder, 'file'), '');
  createDeploymentLogs(join(folder, 'file')).append(id(1), phase);
});
