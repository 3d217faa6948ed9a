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

test('what was agreed to is kept in words, to show what is new when it is asked for again', async ({
  read,
  folder,
}) => {
  const file = join(folder, 'data', 'trust.json');
  const workspace = workspaceOf(await read(smallFile));
  const trust = createTrust(file);
  expect(trust.agreed?.(workspace)).toBeNull();
  await trust.trust(workspace);
  const swapped = workspaceOf(await read(smallFile.replace('https://git.example', 'https://git.evil')));
  const agreed = createTrust(file).agreed?.(swapped) ?? [];
  expect(swapped.acts.list.filter((act) => !agreed.includes(act))).toEqual([
    'reads https://git.evil/basket.git (basket)',
    'moves the branch env/dev of https://git.evil/basket.git (basket in dev)',
    'moves the branch env/production of https://git.evil/basket.git (basket in production)',
  ]);
  // A file of before that, which has no words: trusted as it was.
  writeFileSync(file, JSON.stringify({ format: 1, trusted: { [workspace.id]: workspace.acts.hash } }));
  expect(createTrust(file).isTrusted(workspace)).toBe(true);
  expect(createTrust(file).agreed?.(workspace)).toBeNull();
});

test('what is asked for can’t be dressed up: hosts as the network knows them, no sign that turns a line round', async ({
  read,
}) => {
  const looksLike = smallFile
    .replace('https://git.example/basket.git', 'https://gіt.example/basket.git') // with a Cyrillic і
    .replace('    after: [catalog]', '    checks: { kind: command-results, run: [sh, -c, "echo \\u202e#txt"] }');
  const { list } = workspaceOf(await read(looksLike)).acts;
  expect(list).toContain('reads https://xn--gt-hoc.example/basket.git (basket)');
  expect(list.find((act) => act.startsWith('runs sh'))).toContain('\\u{202e}');
  expect(list.join('')).not.toMatch(/[^\n -~’“”]/u);
});

test('another path of the same host is something else to ask: no trust', async ({ read, folder }) => {
  const asking = (path: string, headers = ''): string =>
    smallFile
      .replace('endpoint: { kind: git-branch, branch: env/production }', (it) => `${it}
    health: { url: "https://shop.example/${path}" }
    verify:
      - { name: up, http: "https://shop.example/up" }
      - { name: errors, prometheus: "https://prom.example", query: up, above: 0${headers} }`)
      .replace('repository: /srv/git/catalog.git', (it) => `${it}
    verify: [{ name: smoke, http: "https://shop.example/smoke" }]`); // oxfmt-ignore
  const first = asking('health');
  const trust = createTrust(join(folder, 'trust.json'));
  await trust.trust(workspaceOf(await read(first)));
  const trusts = async (text: string) => trust.isTrusted(workspaceOf(await read(text)));
  expect(await trusts(first.replace('name: up', 'name: answers'))).toBe(true);
  for (const path of ['health', 'up', 'smoke'])
    expect(await trusts(first.replace(`example/${path}`, 'example/job/wipe/build'))).toBe(false);
  expect(await trusts(asking('health', ', headers: { X-HTTP-Method-Override: DELETE }'))).toBe(false);
});

test('what a command is passed of this machine’s environment is said', async ({ read }) => {
  const tool =
    'endpoint: { kind: command, deploy: [cap, deploy], observe: [what-runs], pass: [AWS_SECRET_ACCESS_KEY] }';
  const text = smallFile.replace('endpoint: { kind: git-branch, branch: env/production }', tool);
  const { list } = workspaceOf(await read(text)).acts;
  expect(list.find((act) => act.startsWith('runs cap deploy'))).toContain('AWS_SECRET_ACCESS_KEY');
});
