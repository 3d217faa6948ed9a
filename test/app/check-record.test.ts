import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { button } from '../support/app-board';
import { humdrum, type Said } from '../support/app-terminal';
import { boardIsDrawn, expect, test as base } from '../support/app-workspace';
import { git } from '../support/repositories';

const report = (inner: string): string =>
  `<testsuites><testsuite><testcase name="pays by card">${inner}</testcase></testsuite></testsuites>`;

const test = base.extend<{ ci: string }>({
  workspaceText: `humdrum: 1
name: Small
ledger: ./ledger.git
stages: [live]
environments:
  live: { endpoint: { kind: git-branch, branch: live } }
components:
  - name: works
    repository: ./works.git
    checks: { kind: recorded, required: [acceptance] }
`,
  /** Another machine’s data folder: nothing is trusted, mirrored or known there. */
  ci: async ({}, use) => {
    const data = mkdtempSync(join(tmpdir(), 'humdrum-ci-'));
    await use(data);
    rmSync(data, { recursive: true, force: true });
  },
});

test('what CI records from another machine opens and shuts the funnel’s checked step, and is on the ledger', async ({
  page,
  works,
  workspace,
  folder,
  ci,
}) => {
  await git(folder, ['init', '--quiet', '--bare', 'ledger.git']);
  await boardIsDrawn(page);
  await button(page, 'Trust').click();
  const promote = button(page, 'Promote works to live');
  await expect(promote).toBeDisabled();
  const commit = works.id('two');
  const record = (...words: readonly string[]): Promise<Said> =>
    humdrum(ci, 'check', 'record', '--workspace', workspace ?? '', '--component', 'works', '--commit', commit, '--name', 'acceptance', ...words); // oxfmt-ignore

  writeFileSync(join(folder, 'bad.xml'), report('<failure/>'));
  const lied = await record('--result', 'passed', '--junit', join(folder, 'bad.xml'));
  expect([lied.code, lied.err]).toEqual([2, '--result passed, but the report says 0 passed and 1 failed. Nothing was recorded.\n']); // oxfmt-ignore
  const bad = await record('--junit', join(folder, 'bad.xml'), '--url', 'https://ci.example/1');
  expect([bad.code, bad.out], bad.err).toEqual([
    0,
    `Recorded: check acceptance of works ${commit.slice(0, 7)} failed.\n`,
  ]);
  await expect(promote).toHaveAccessibleDescription('Nothing in mainline can be promoted.');

  writeFileSync(join(folder, 'good.xml'), report(''));
  const good = await record('--junit', join(folder, 'good.xml'), '--json');
  expect(JSON.parse(good.out)).toMatchObject({ format: 1, commit, result: 'passed', cases: { passed: 1, failed: 0 } });
  await expect(promote).toBeEnabled();
  await promote.click();
  await expect(promote).toContainText('up to date');
  await button(page, 'Activity').click();
  await expect(page.getByText(`Check acceptance of ${commit.slice(0, 7)} passed`)).toBeVisible();
  await expect(page.getByText(`Check acceptance of ${commit.slice(0, 7)} failed`)).toBeVisible();
});

test('a component, a commit or a result that is none is usage or said, and nothing is recorded', async ({
  works,
  workspace,
  ci,
}) => {
  const record = (...words: readonly string[]): Promise<Said> =>
    humdrum(ci, 'check', 'record', '--workspace', workspace ?? '', '--name', 'unit', ...words);
  const commit = works.id('two');
  const stranger = await record('--component', 'work', '--commit', commit, '--result', 'passed');
  expect([stranger.code, stranger.err]).toEqual([1, expect.stringContaining('There is no component work')]);
  expect((await record('--component', 'works', '--commit', commit.slice(0, 7), '--result', 'passed')).code).toBe(2);
  expect((await record('--component', 'works', '--commit', commit, '--result', 'green')).code).toBe(2);
  const none = await record('--component', 'works', '--commit', commit);
  expect([none.code, none.err]).toEqual([2, expect.stringContaining('Nothing was recorded')]);
});
