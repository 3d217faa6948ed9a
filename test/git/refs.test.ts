import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { branchRef, repositoryUrl, treePath, withoutPassword } from '../../main/git/refs';
import { componentOf, expect, gitIn, signal, test } from '../support/git-rig';
import { buildRepository } from '../support/repositories';
import { failureOf } from '../support/results';

const refused = [
  '',
  ' /srv/x.git',
  '-oProxyCommand=touch x',
  '--upload-pack=touch x',
  '--exec=touch x',
  'ext::sh -c touch% x',
  'fd::7',
  'foo::bar',
  'git://example.com/x.git',
  'ftp://example.com/x.git',
  'http://example.com/x.git',
  'https://ada:secret@example.com/x.git',
  'https://example.com/x.git?token=1',
  'https://example.com/x.git#x',
  'https://-x/y',
  'ssh://-oProxyCommand=x/y',
  'ssh://%2doProxyCommand=x/y',
  'ssh://-x@host/y',
  'ssh://host/-x',
  'file://server/share',
  'file://x:',
  'file://localhost/srv/x.git',
  '-x@host:y',
  'git@-oProxyCommand=x:y',
  'git@host:-x',
  'host:x',
  '//server/share',
  '\\\\server\\share',
  'relative/path',
  '../path',
  'origin',
  '/srv/\u202etig.x',
  '/srv/a\u200bb',
  '/srv/a\nb',
  'https://example.com/a\u0000b',
];

for (const text of refused)
  test(`refused before git sees it: ${JSON.stringify(text)}`, async ({ folder }) => {
    // The only git there is leaves a canary.
    const canaries = join(folder, 'canaries');
    await mkdir(join(folder, 'bin'));
    await mkdir(canaries);
    await writeFile(join(folder, 'bin', 'git'), `#!/bin/sh\n: > '${canaries}/'"$$"\nexit 1\n`, { mode: 0o755 });
    const built = await buildRepository(join(folder, 'r.git'), { commits: [{ name: 'one', files: { a: '1' } }] });
    const component = componentOf(text);
    const port = gitIn(folder, { env: { PATH: join(folder, 'bin') }, componentOf: () => componentOf(built.path) });
    expect(failureOf(await port.mirrors.refresh(component, signal)).kind).toBe('repository-refused');
    expect(await port.mirrors.last(component)).toBeNull();
    expect(failureOf(await port.source.readBranch('x', text, 'main', signal)).kind).toBe('repository-refused');
    const push = { component: 'x', repository: text, branch: 'main', commit: built.id('one'), lease: null };
    const steps = [];
    for await (const step of port.source.pushBranch(push, signal)) steps.push(step);
    expect(steps).toMatchObject([{ type: 'receipt', receipt: { kind: 'refused' } }]);
    expect(await readdir(canaries)).toEqual([]);
    await port.mirrors.refresh(componentOf(built.path), signal);
    expect(await readdir(canaries)).not.toEqual([]);
  });

test('what people use is allowed', () => {
  const allowed = [
    '/srv/git/x.git',
    'file:///srv/git/x.git',
    'https://example.com/shop/x.git',
    'https://ada@example.com:8443/shop/x.git',
    'http://127.0.0.1:3000/x.git',
    'http://localhost/x.git',
    'ssh://git@example.com:2222/shop/x.git',
    'git@github.com:shop/x.git',
  ];
  expect(allowed.map((text) => repositoryUrl(text).ok)).toEqual(allowed.map(() => true));
});

test('branches follow the rules of git-check-ref-format, and a few more', () => {
  for (const good of ['main', 'env/production', 'feature/ä-1', 'v1.2'])
    expect(branchRef(good)).toBe(`refs/heads/${good}`);
  const bad = [
    '',
    '-x',
    '--all',
    'a b',
    'a..b',
    'a~1',
    'a^',
    'a:b',
    'a?',
    'a*',
    'a[',
    'a\\b',
    '@',
    '@{u}',
    'a@{1}',
    'x.lock',
  ];
  for (const text of [...bad, 'a/.b', '/a', 'a/', 'a//b', 'a.', 'a\u202eb', 'a\u007f'])
    expect(branchRef(text), text).toBeNull();
});

test('paths stay inside the tree', () => {
  expect(treePath('./a/b/')).toBe('a/b');
  for (const text of ['/a', '..', 'a/../b', 'a//b', '.git/config', 'A/.GIT/x', 'a\0b'])
    expect(treePath(text), text).toBeNull();
});

test('a password in a URL is not repeated', async ({ port }) => {
  const text = 'https://ada:hunter2@example.com/x.git';
  expect(withoutPassword(`fatal: ${text} and ${text}`)).not.toContain('hunter2');
  expect(JSON.stringify(await port.mirrors.refresh(componentOf(text), signal))).not.toContain('hunter2');
});
