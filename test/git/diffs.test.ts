import { mkdir, readdir, readFile, readlink, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createPatch } from '../../main/git/patch';
import { globToRegExp } from '../../main/git/globs';
import { componentOf, expect, gitIn, signal, test } from '../support/git-rig';
import { buildRepository, git } from '../support/repositories';
import { failureOf, valueOf } from '../support/results';

const lines = (n: number, change = -1): string =>
  Array.from({ length: n }, (_, i) => (i === change ? 'changed\n' : `line ${i}\n`)).join('');

const spec = {
  commits: [
    {
      name: 'before',
      files: {
        'api/kept.txt': 'same\n',
        'api/changed.txt': lines(30),
        'api/old name.txt': lines(40),
        'api/gone.txt': 'gone for ever\n',
        'api/run.sh': '#!/bin/sh\n',
        'api/picture.bin': Buffer.from([0, 1, 2, 3]),
        'api/spaces.txt': 'a b\n',
        'web/x': '1\n',
        link: { mode: '120000', content: 'web/x' },
      },
    },
    {
      name: 'after',
      files: {
        'api/changed.txt': lines(30, 4),
        'api/old name.txt': null,
        'api/neü\tname.txt': lines(40, 39),
        'api/gone.txt': null,
        'api/new.txt': 'one\ntwo\n',
        'api/run.sh': { mode: '100755', content: '#!/bin/sh\n' },
        'api/picture.bin': Buffer.from([0, 9, 9, 9, 9]),
        'api/spaces.txt': 'a  b\n',
        'api/db/migrate/002.sql': 'x\n',
        'api/db/migrate/deep/003.sql': 'x\n',
        'db/migrate/004.sql': 'x\n',
        'web/x': '2\n',
      },
    },
  ],
};
const mirrored = async (folder: string) => {
  const built = await buildRepository(join(folder, 'r.git'), spec);
  const component = componentOf(built.path, { path: 'api', migrations: ['db/migrate/**'] });
  const port = gitIn(folder, { componentOf: () => component });
  valueOf(await port.mirrors.refresh(component, signal));
  return { built, component, port, range: { from: built.id('before'), to: built.id('after') } };
};

test('files: what was added, changed, deleted, renamed, made executable, and binaries without numbers', async ({
  folder,
}) => {
  const { component, port, range } = await mirrored(folder);
  const files = valueOf(await port.diffs.files(component, range, signal));
  const by = Object.fromEntries(files.map((file) => [file.path, file]));
  const file = (
    path: string,
    status: string,
    insertions: number | null,
    deletions: number | null,
    from: string | null = null,
  ) => expect(by[path], path).toEqual({ path, from, status, insertions, deletions });
  file('api/changed.txt', 'modified', 1, 1);
  file('api/neü\tname.txt', 'renamed', 1, 1, 'api/old name.txt');
  file('api/gone.txt', 'deleted', 0, 1);
  file('api/new.txt', 'added', 2, 0);
  file('api/run.sh', 'mode-changed', 0, 0);
  file('api/picture.bin', 'modified', null, null);
  expect(files.map((one) => one.path).filter((path) => !path.startsWith('api/'))).toEqual([]);
  expect(files).toHaveLength(9);
});

test('files agree with git diff --numstat, and a range without a beginning lists everything', async ({ folder }) => {
  const { built, component, port, range } = await mirrored(folder);
  const whole = { ...component, path: null };
  const files = valueOf(await port.diffs.files(whole, range, signal));
  const judged = await git(built.path, ['diff', '--numstat', '--no-renames', range.from, range.to]);
  const sum = (texts: readonly (string | undefined)[]): number => texts.reduce((n, text) => n + (Number(text) || 0), 0);
  const insertions = sum(judged.split('\n').map((line) => line.split('\t')[0]));
  // The renamed file's 40 lines count once for git here, and as one line for us.
  expect(sum(files.map((file) => String(file.insertions)))).toBe(insertions - 39);
  const all = valueOf(await port.diffs.files(whole, { from: null, to: range.to }, signal));
  const tree = (await git(built.path, ['ls-tree', '-r', '-z', '--name-only', range.to])).split('\0').filter(Boolean);
  expect(all.map((file) => file.path).sort()).toEqual(tree.sort());
});

test('a submodule that moved is told as one', async ({ folder }) => {
  const { built, component, port, range } = await mirrored(folder);
  const id = 'ab'.repeat(20);
  const input = `commit refs/heads/main\ncommitter A <a@b> 1800000000 +0000\ndata 1\nx\nfrom ${range.to}\nM 160000 ${id} lib\n`;
  await git(built.path, ['fast-import', '--quiet', '--force'], input);
  const { mainline } = valueOf(await port.mirrors.refresh(component, signal));
  const whole = { ...component, path: null };
  const files = valueOf(await port.diffs.files(whole, { from: range.to, to: mainline }, signal));
  expect(files).toMatchObject([{ path: 'lib', status: 'submodule' }]);
});

test('a patch is what git diff prints, renames as renames, white space ignored when asked', async ({ folder }) => {
  const { built, component, port, range } = await mirrored(folder);
  const judge = (...args: string[]) =>
    git(built.path, ['-c', 'core.quotePath=false', 'diff', '--full-index', '-M', ...args]);
  const patch = (path: string, whitespace: 'show' | 'ignore' = 'show') =>
    port.diffs.patch(component, range, path, whitespace, signal);
  const text = (shown: string) => ({ kind: 'text', patch: shown, truncated: false });
  const changed = 'api/changed.txt';
  expect(await patch(changed)).toEqual(text(await judge(range.from, range.to, '--', changed)));
  const [old, renamed] = ['api/old name.txt', 'api/neü\tname.txt'];
  const rename = await patch(renamed);
  expect(rename).toEqual(text(await judge(range.from, range.to, '--', old, renamed)));
  expect(rename).toMatchObject({ patch: expect.stringContaining('rename from') });
  expect(await patch('api/spaces.txt', 'ignore')).toEqual(text(''));
  expect(await patch('api/spaces.txt')).toMatchObject({ patch: expect.stringContaining('+a  b') });
  expect(await patch('api/picture.bin')).toEqual({ kind: 'binary', bytes: 5 });
  for (const path of ['../x', '/etc/passwd', '']) expect((await patch(path)).kind, path).toBe('failed');
});

test('a patch larger than what a screen takes is cut after a whole line', async ({ folder }) => {
  const { built, component, range } = await mirrored(folder);
  const { createRunGit } = await import('../../main/git/run');
  const { startGit } = await import('../../main/git/start-git');
  const { createLimit } = await import('../../main/git/limit');
  const run = createRunGit({
    env: process.env,
    start: startGit,
    local: createLimit(1),
    near: createLimit(1),
    far: createLimit(1),
    access: () => Promise.resolve({ helpers: [], sshCommand: 'ssh' }),
  });
  const context = { run, deadlines: { read: 10_000 } } as never;
  const small = createPatch(context, () => Promise.resolve({ ok: true, value: [] }), 200);
  const mirror = { url: built.path, folder: built.path, listing: { head: null, headId: null, refs: [] } } as never;
  const cut = await small({ mirror, path: component.path as never }, range, 'api/changed.txt', 'show', signal);
  expect(cut).toMatchObject({ kind: 'text', truncated: true });
  if (cut.kind === 'text') expect([cut.patch.length < 201, cut.patch.endsWith('\n')]).toEqual([true, true]);
});

test('migrations are the paths of the component that a range adds or changes', async ({ folder }) => {
  const { component, port, range } = await mirrored(folder);
  const found = async (more = {}) => valueOf(await port.diffs.migrations({ ...component, ...more }, range, signal));
  expect(await found()).toEqual(['api/db/migrate/002.sql', 'api/db/migrate/deep/003.sql']);
  expect(await found({ migrations: ['db/migrate/*.sql'] })).toEqual(['api/db/migrate/002.sql']);
  expect(await found({ path: null })).toEqual(['db/migrate/004.sql']);
  expect(await found({ migrations: ['gone.txt'] })).toEqual([]);
});

test('globs mean what they mean in a shell, and nothing in them is a regular expression', () => {
  const yes = [
    ['*.sql', 'a.sql'],
    ['**/x', 'x'],
    ['**/x', 'a/b/x'],
    ['a/**', 'a/b/c'],
    ['a/**/c', 'a/c'],
    ['{a,b}/?', 'b/c'],
    ['[!a]x', 'bx'],
    ['a.b', 'a.b'],
    ['(a|b)', '(a|b)'],
  ];
  const no = [
    ['*.sql', 'a/b.sql'],
    ['a.b', 'axb'],
    ['?', '/'],
    ['[!a]x', 'ax'],
    ['[a', 'a'],
    ['a/**', 'ab'],
    ['(a|b)', 'a'],
  ];
  for (const [glob, path] of yes) expect(globToRegExp(glob!).test(path!), `${glob} ${path}`).toBe(true);
  for (const [glob, path] of no) expect(globToRegExp(glob!).test(path!), `${glob} ${path}`).toBe(false);
});

test('a checkout writes exactly the component’s files, executable bits and links as they are', async ({ folder }) => {
  const { component, port, range } = await mirrored(folder);
  const target = join(folder, 'releases', 'one');
  valueOf(await port.source.checkout('x', range.to, target, signal));
  expect(await readFile(join(target, 'new.txt'), 'utf8')).toBe('one\ntwo\n');
  expect((await stat(join(target, 'run.sh'))).mode & 0o111).not.toBe(0);
  expect((await readdir(target)).includes('.git')).toBe(false);
  const whole = gitIn(folder, { componentOf: () => ({ ...component, path: null }) });
  valueOf(await whole.source.checkout('x', range.to, join(folder, 'whole'), signal));
  expect(await readlink(join(folder, 'whole', 'link'))).toBe('web/x');
});

test('a checkout refuses a folder that holds something, a commit it lacks and a path the commit lacks', async ({
  folder,
}) => {
  const { component, port, range } = await mirrored(folder);
  await mkdir(join(folder, 'full'));
  await writeFile(join(folder, 'full', 'x'), 'mine');
  expect(failureOf(await port.source.checkout('x', range.to, join(folder, 'full'), signal)).kind).toBe('git-failed');
  expect(await readdir(join(folder, 'full'))).toEqual(['x']);
  const lacking = 'ef'.repeat(20) as never;
  const failure = failureOf(await port.source.checkout('x', lacking, join(folder, 'new'), signal));
  expect(failure.kind).toBe('commit-missing');
  const other = gitIn(folder, { componentOf: () => ({ ...component, path: 'nope' }) });
  expect(failureOf(await other.source.checkout('x', range.to, join(folder, 'new'), signal)).kind).toBe('git-failed');
});
