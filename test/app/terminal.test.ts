import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { DiffJson, StatusJson, VerdictJson } from '../../contract/status';
import { endProcessesOf } from '../support/app-processes';
import { gitCounts, humdrum } from '../support/app-terminal';
import { serves } from '../support/app-board';

// The README's walk in a terminal, in order, on one demo.
test.describe.configure({ mode: 'serial' });
test.setTimeout(90_000);

let data: string;
let demo: string;
let file: string;
test.beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'humdrum-terminal-'));
  demo = join(data, 'shop');
  file = join(demo, 'humdrum.yml');
});
test.afterAll(() => {
  endProcessesOf(data);
  rmSync(data, { recursive: true, force: true, maxRetries: 5 });
});

// as: the shapes are the contract of `--json`, which these tests hold
const status = async (): Promise<StatusJson> =>
  JSON.parse((await humdrum(data, 'status', '--workspace', file, '--json')).out) as StatusJson;
const running = (of: StatusJson, component: string, stage: string): string | undefined =>
  of.components.find((c) => c.name === component)?.stages.find((s) => s.stage === stage)?.running?.commit;
const last = (out: string): VerdictJson => JSON.parse(out.trim().split('\n').at(-1) ?? '') as VerdictJson;

test('demo builds the shop and names its workspace file', async () => {
  const said = await humdrum(data, 'demo', '--dir', demo, '--json');
  expect(said).toMatchObject({ code: 0 });
  expect(JSON.parse(said.out)).toMatchObject({
    format: 1,
    workspace: file,
    components: ['catalog', 'basket', 'checkout', 'web'],
  });
});

test('every number of status equals what git rev-list answers in the mirror', async () => {
  const said = await status();
  let compared = 0;
  const equal = (component: string, from: string | null, to: string, shown: number | null, what: string): void => {
    expect(shown, `${component} ${what}`).toBe(gitCounts(data, component, from, to));
    compared += 1;
  };
  for (const { name, baseline, mainline, funnel, stages } of said.components) {
    const changes = (step: string): number | null => funnel.find((f) => f.stage === step)?.changes ?? null;
    if (mainline) equal(name, baseline, mainline.commit, changes('mainline'), 'mainline');
    stages.forEach((stage, i) => {
      if (!stage.running) throw new Error(`${name} in ${stage.stage} runs nothing`);
      equal(name, baseline, stage.running.commit, changes(stage.stage), stage.stage);
      const next = stages[i + 1]?.running;
      if (!stage.next || !next) return;
      equal(name, next.commit, stage.running.commit, stage.next.ahead, `${stage.next.stage} ahead`);
      equal(name, stage.running.commit, next.commit, stage.next.behind, `${stage.next.stage} behind`);
    });
  }
  // 4 components × (mainline, 4 stages, 3 gaps both ways)
  expect(compared).toBe(4 * (1 + 4 + 6));
});

test('promote ends deployed, and the running process confirms the commit', async () => {
  const said = await humdrum(data, 'promote', 'catalog', 'staging', '--workspace', file, '--yes', '--json');
  expect(said.code, said.err).toBe(0);
  expect(last(said.out)).toMatchObject({
    format: 1,
    component: 'catalog',
    stage: 'staging',
    verdict: 'deployed',
    faulty: false,
  });
  expect(await serves(demo, 'staging', 'catalog')).toBe(last(said.out).commit);
  expect(running(await status(), 'catalog', 'staging')).toBe(last(said.out).commit);
});

test('the faulty one ends faulty with exit code 1, and rollback brings the old commit back', async () => {
  const before = await serves(demo, 'production', 'checkout');
  const faulty = await humdrum(data, 'promote', 'checkout', 'production', '--workspace', file, '--yes', '--json');
  expect(last(faulty.out)).toMatchObject({ verdict: 'deployed', verification: 'failed', faulty: true });
  expect(faulty.code).toBe(1);
  const back = await humdrum(data, 'rollback', 'checkout', 'production', '--workspace', file, '--yes', '--json');
  expect(last(back.out)).toMatchObject({ verdict: 'deployed', verification: 'passed', commit: before });
  expect(back.code).toBe(0);
  expect(await serves(demo, 'production', 'checkout')).toBe(before);
});

test('diff lists the changes that git lists', async () => {
  const said = await humdrum(data, 'diff', 'production', 'staging', '--workspace', file, '--json');
  const diff = JSON.parse(said.out) as DiffJson;
  expect(diff).toMatchObject({ format: 1, from: 'production', to: 'staging' });
  for (const c of diff.components) {
    if (c.from === null || c.to === null) throw new Error(`${c.name} runs nowhere`);
    expect(c.ahead, c.name).toBe(gitCounts(data, c.name, c.from, c.to));
    expect(c.behind, c.name).toBe(gitCounts(data, c.name, c.to, c.from));
    expect(c.changes, c.name).toHaveLength(c.ahead ?? -1);
  }
  expect(diff.components.flatMap((c) => c.migrations)).toEqual(['db/migrate/006_create_allergens.sql']);
});

test('what is blocked says why on stderr and ends with exit code 1', async () => {
  const said = await humdrum(data, 'promote', 'web', 'staging', '--workspace', file, '--yes');
  expect(said.code).toBe(1);
  expect(said.err).toContain('faulty in test');
  expect(said.out).toBe('');
});

test('a stage nobody knows names those there are, and words it can’t take are usage', async () => {
  const unknown = await humdrum(data, 'promote', 'catalog', 'prod', '--workspace', file, '--yes');
  expect(unknown.code).toBe(1);
  expect(unknown.err).toContain('dev, test, staging, production');
  expect((await humdrum(data, 'promote', 'catalog')).code).toBe(2);
  expect((await humdrum(data, 'nonsense')).code).toBe(2);
  for (const words of [
    ['insights', '--days', '0'],
    ['insights', '--days', 'a week'],
    ['log', '--limit', ''],
  ]) {
    const said = await humdrum(data, ...words, '--workspace', file);
    expect(said.code, words.join(' ')).toBe(2);
    expect(said.err).toMatch(/--(?:days|limit).* is invalid/);
  }
});

test('a workspace nobody has trusted runs nothing and says how to trust it', async () => {
  const elsewhere = join(data, 'elsewhere');
  const said = await humdrum(elsewhere, 'promote', 'catalog', 'staging', '--workspace', file, '--yes');
  expect(said.code).toBe(1);
  expect(said.err).toContain('--trust');
  expect(said.err).toContain('node server.js');
});

test('log tells the story, newest first', async () => {
  const said = await humdrum(
    data,
    'log',
    '--workspace',
    file,
    '--component',
    'checkout',
    '--stage',
    'production',
    '--limit',
    '7',
  );
  const kinds = said.out
    .trim()
    .split('\n')
    .map((line) => line.split(/\s+/)[1]);
  expect(kinds).toContain('held');
  expect(kinds).toContain('rejected');
  expect(readFileSync(file, 'utf8')).toContain('humdrum: 1');
});
