import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { createTrust } from '../../main/workspace/trust';
import { smallFile, test, workspaceOf } from '../support/ledger-workspace';

test('trust is for one workspace and what it may run or reach, and is remembered', async ({ read, folder }) => {
  const file = join(folder, 'data', 'trust.json');
  const workspace = workspaceOf(await read(smallFile));
  const trust = createTrust(file);
  expect(trust.isTrusted(workspace)).toBe(false);
  expect(await trust.trust(workspace)).toEqual({ ok: true, value: null });
  expect(trust.isTrusted(workspace)).toBe(true);
  expect(createTrust(file).isTrusted(workspace)).toBe(true);
  const swapped = workspaceOf(await read(smallFile.replace('https://git.example', 'https://git.evil')));
  expect(createTrust(file).isTrusted(swapped)).toBe(false);
  expect(createTrust(file).isTrusted({ ...workspace, id: 'another' })).toBe(false);
});

test('a change that reaches nothing new keeps the trust', async ({ read, folder }) => {
  const trust = createTrust(join(folder, 'trust.json'));
  await trust.trust(workspaceOf(await read(smallFile)));
  expect(trust.isTrusted(workspaceOf(await read(smallFile.replace('Corner shop', 'Corner store'))))).toBe(true);
});

test('two processes that trust at once both keep what they trust', async ({ read, folder }) => {
  const file = join(folder, 'trust.json');
  const workspace = workspaceOf(await read(smallFile));
  const [app, terminal] = [createTrust(file), createTrust(file)];
  await app.trust(workspace);
  await terminal.trust({ ...workspace, id: 'other' });
  const later = createTrust(file);
  expect([later.isTrusted(workspace), later.isTrusted({ ...workspace, id: 'other' })]).toEqual([true, true]);
});

test('a file that can’t be understood trusts nothing and is kept', async ({ read, folder }) => {
  const file = join(folder, 'trust.json');
  writeFileSync(file, '{"format":1,"trusted":{"a":');
  const workspace = workspaceOf(await read(smallFile));
  const trust = createTrust(file);
  expect(trust.isTrusted(workspace)).toBe(false);
  await trust.trust(workspace);
  expect(createTrust(file).isTrusted(workspace)).toBe(true);
  const kept = readdirSync(folder).find((name) => name.endsWith('.damaged')) ?? '';
  expect(readFileSync(join(folder, kept), 'utf8')).toContain('"trusted":{"a":');
});

test('a folder that can’t be written is a failure', async ({ read, folder }) => {
  writeFileSync(join(folder, 'file'), '');
  const trust = createTrust(join(folder, 'file', 'trust.json'));
  const workspace = workspaceOf(await read(smallFile));
  expect(await trust.trust(workspace)).toMatchObject({ ok: false, failure: { kind: 'data-folder' } });
});
