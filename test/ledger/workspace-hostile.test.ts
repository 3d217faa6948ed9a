import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { createWorkspaces } from '../../main/workspace/read';
import { smallFile, test, workspaceOf } from '../support/ledger-workspace';

const never = new AbortController().signal;

test('a file that is not there, a folder and a pipe are said for what they are', async ({ workspaces, folder }) => {
  const read = async (name: string) => workspaces.read(join(folder, name), never);
  expect(await read('none.yml')).toMatchObject({ failure: { kind: 'workspace-missing' } });
  mkdirSync(join(folder, 'folder'));
  expect(await read('folder')).toMatchObject({ failure: { kind: 'workspace-unreadable', why: 'it is not a file' } });
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  expect(await read('pipe')).toMatchObject({ failure: { kind: 'workspace-unreadable', why: 'it is not a file' } });
  writeFileSync(join(folder, 'latin1.yml'), Buffer.from([0x6e, 0xe4, 0x68]));
  expect(await read('latin1.yml')).toMatchObject({
    failure: { kind: 'workspace-unreadable', why: 'it is not UTF-8 text' },
  });
});

test('a file that is no YAML says where it goes wrong', async ({ read }) => {
  expect(await read('humdrum: 1\nname: [unclosed\nstages: - x\n')).toMatchObject({
    failure: { kind: 'workspace-invalid', problems: [{ line: 3, expected: 'correct YAML' }] },
  });
  expect(await read('')).toMatchObject({
    failure: { kind: 'workspace-invalid', problems: [{ line: 1, found: 'nothing' }] },
  });
  expect(await read('just a text')).toMatchObject({
    failure: { kind: 'workspace-invalid', problems: [{ expected: 'a mapping' }] },
  });
  expect(await read('a: 1\na: 2\n')).toMatchObject({ failure: { kind: 'workspace-invalid', problems: [{ line: 2 }] } });
});

test('a file of 1 MB is not parsed', async ({ read }) => {
  expect(await read(`${smallFile}# ${'x'.repeat(1024 * 1024)}\n`)).toMatchObject({
    failure: { kind: 'workspace-too-large', limit: 262_144 },
  });
});

const bombs: readonly (readonly [string, string])[] = [
  ['2 KB of brackets', '['.repeat(2048)],
  ['2 KB of braces', '{a: '.repeat(512)],
  ['closed brackets', `${'['.repeat(500)}${']'.repeat(500)}`],
  ['brackets hidden behind quoted ends', "[ ']', ".repeat(300)],
  ['brackets behind an apostrophe', `a: don't\nb: ${'['.repeat(500)}`],
  ['dashes', `${'- '.repeat(3000)}a`],
  ['question marks', `${'? '.repeat(3000)}a`],
  ['a staircase', Array.from({ length: 300 }, (_, n) => `${' '.repeat(n)}k:`).join('\n')],
  ['240 KB of brackets', '['.repeat(240 * 1024)],
  [
    'aliases that multiply',
    [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...'bcdefghi'.split('').map((k, n) => `${k}: &${k} [${Array(9).fill(`*${'abcdefghi'[n]}`).join(', ')}]`),
    ].join('\n'),
  ],
  ['an alias inside its own anchor', 'a: &a [*a]'],
];

for (const [title, text] of bombs) {
  test(`a bomb of ${title} is a failure and nothing else`, async ({ read }) => {
    expect(await read(text)).toMatchObject({ ok: false, failure: { kind: 'workspace-bomb' } });
  });
}

test('a parser that dies or never ends takes nothing with it', async ({ folder }) => {
  writeFileSync(join(folder, 'humdrum.yml'), smallFile);
  const parser = (code: string) => {
    writeFileSync(join(folder, 'parser.cjs'), code);
    return createWorkspaces(join(folder, 'parser.cjs')).read(join(folder, 'humdrum.yml'), never);
  };
  expect(await parser('process.abort()')).toMatchObject({ failure: { kind: 'workspace-bomb' } });
  expect(await parser('const a = []; for (;;) a.push(new Array(1e6).fill({}))')).toMatchObject({
    failure: { kind: 'workspace-bomb' },
  });
  expect(await parser('console.log("{}")')).toMatchObject({ failure: { kind: 'workspace-unreadable' } });
  expect(await parser('for (;;);')).toMatchObject({
    failure: { kind: 'workspace-bomb', why: 'reading it took more than 5 s' },
  });
});

test('reading stops when it is told to', async ({ folder }) => {
  writeFileSync(join(folder, 'humdrum.yml'), smallFile);
  writeFileSync(join(folder, 'parser.cjs'), 'for (;;);');
  const stop = new AbortController();
  const reading = createWorkspaces(join(folder, 'parser.cjs')).read(join(folder, 'humdrum.yml'), stop.signal);
  stop.abort();
  expect(await reading).toMatchObject({ failure: { kind: 'cancelled' } });
});

test('a link to a workspace file is the same workspace', async ({ read, workspaces, folder }) => {
  const { id } = workspaceOf(await read(smallFile));
  symlinkSync(join(folder, 'humdrum.yml'), join(folder, 'link.yml'));
  expect(workspaceOf(await workspaces.read(join(folder, 'link.yml'), never)).id).toBe(id);
});
