import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test as base } from '@playwright/test';
import { createChecks } from '../../main/checks/checks';
import { checkedComponent } from '../support/checked-component';
import { never } from '../support/endpoint-orders';
import { commitOf } from '../support/endpoint-services';
import { valueOf } from '../support/results';

const [a, b] = [commitOf('a'), commitOf('b')];
const good = '<testsuite><testcase name="pays"/></testsuite>';
const bad = '<testsuite><testcase name="pays"><failure/></testcase></testsuite>';

const test = base.extend<{ folder: string; put: (path: string, text: string) => void }>({
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'humdrum-test-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  put: async ({ folder }, use) =>
    use((path, text) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }),
});

const read = (folder: string, files: string) =>
  createChecks({ folder, secrets: { get: async () => null } }).results(
    checkedComponent({ kind: 'junit', files, name: 'acceptance', required: [] }),
    never,
  );

test('each commit has one check, failed where any of its files has a failure or none has a test', async ({
  folder,
  put,
}) => {
  put(`results/catalog/${a}/one.xml`, good);
  put(`results/catalog/${a}/two.xml`, good);
  put(`results/catalog/${b}/one.xml`, good);
  put(`results/catalog/${b}/two.xml`, bad);
  put(`results/catalog/${commitOf('c')}/one.xml`, '<testsuites/>');
  put(`results/catalog/main/one.xml`, bad);
  put(`results/basket/${a}/one.xml`, bad);
  const checks = valueOf(await read(folder, 'results/${component}/${candidate.commit}/*.xml'));
  const told = new Map(checks.map(({ commit, name, result }) => [commit, `${name} ${result}`]));
  expect(told).toEqual(
    new Map([
      [a, 'acceptance passed'],
      [b, 'acceptance failed'],
      [commitOf('c'), 'acceptance failed'],
    ]),
  );
  put(`results/catalog/${b}/two.xml`, `${good}<!-- mended -->`);
  const again = valueOf(await read(folder, 'results/${component}/${candidate.commit}/*.xml'));
  expect(again.find(({ commit }) => commit === b)?.result).toBe('passed');
});

test('the commit may stand in the file’s own name', async ({ folder, put }) => {
  put(`junit/${a}-linux.xml`, good);
  expect(valueOf(await read(folder, './junit/${candidate.commit}-*.xml'))).toMatchObject([
    { commit: a, result: 'passed' },
  ]);
});

test('a file that is no report is said, with its name; a link out of the folder is not followed', async ({
  folder,
  put,
}) => {
  put(`results/${a}.xml`, '<html>');
  const read1 = await read(folder, 'results/${candidate.commit}.xml');
  expect(read1).toMatchObject({ ok: false, failure: { kind: 'endpoint-nonsense', expected: 'JUnit XML' } });
  expect(JSON.stringify(read1)).toContain(`${a}.xml`);
  mkdirSync(join(folder, 'linked'));
  symlinkSync(join(folder, 'results', `${a}.xml`), join(folder, 'linked', `${a}.xml`));
  expect(valueOf(await read(folder, 'linked/${candidate.commit}.xml'))).toEqual([]);
});
