import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { serveGitOverHttp } from '../support/git-http';
import { componentOf, expect, gitIn, signal, test } from '../support/git-rig';
import { addCommit, buildRepository, git } from '../support/repositories';
import { failureOf, valueOf } from '../support/results';

const one = { commits: [{ name: 'one', files: { a: '1' } }] };

test('a repository that is not there is missing, by path, file:// and http', async ({ folder, port }) => {
  const http = await serveGitOverHttp(folder);
  const nowhere = join(folder, 'nowhere');
  for (const repository of [nowhere, `file://${nowhere}`, http.url('nowhere.git')]) {
    const failure = failureOf(await port.mirrors.refresh(componentOf(repository), signal));
    expect(failure).toEqual({ kind: 'repository-missing', repository });
  }
  await http.close();
});

test('a folder that is no repository is missing as one', async ({ folder, port }) => {
  await mkdir(join(folder, 'plain'));
  const failure = failureOf(await port.mirrors.refresh(componentOf(join(folder, 'plain')), signal));
  expect(failure.kind).toBe('repository-missing');
});

test('a repository without a commit is empty, and is read once it has one', async ({ folder, port }) => {
  const path = join(folder, 'r.git');
  await git('/', ['init', '--quiet', '--bare', '--initial-branch=main', path]);
  const failure = failureOf(await port.mirrors.refresh(componentOf(path), signal));
  expect(failure).toEqual({ kind: 'repository-empty', repository: path });
  const first = await addCommit(path, 'main', { a: '1' }, { onto: null });
  expect(valueOf(await port.mirrors.refresh(componentOf(path), signal)).mainline).toBe(first);
});

test('a server that asks for a password is locked: nobody is prompted, and no askpass program runs', async ({
  folder,
}) => {
  await buildRepository(join(folder, 'r.git'), one);
  const http = await serveGitOverHttp(folder, { password: 'ada:secret' });
  const canary = join(folder, 'asked');
  const askpass = join(folder, 'askpass');
  await writeFile(askpass, `#!/bin/sh\ntouch '${canary}'\necho secret\n`, { mode: 0o755 });
  await writeFile(join(folder, '.gitconfig'), `[core]\n\taskPass = ${askpass}\n`);
  const env = { PATH: process.env['PATH'], HOME: folder, GIT_ASKPASS: askpass, SSH_ASKPASS: askpass, DISPLAY: ':9' };
  const repository = http.url('r.git');
  const failure = failureOf(await gitIn(folder, { env }).mirrors.refresh(componentOf(repository), signal));
  expect(failure).toEqual({ kind: 'repository-locked', repository });
  expect(
    await rm(canary).then(
      () => 'an askpass ran',
      () => 'none ran',
    ),
  ).toBe('none ran');
  await http.close();
});

test("the user's own credential helper opens it; one that a mirror names does not count", async ({ folder }) => {
  const built = await buildRepository(join(folder, 'r.git'), one);
  const http = await serveGitOverHttp(folder, { password: 'ada:secret' });
  const helper = '!f() { echo username=ada; echo password=secret; }; f';
  const url = http.url('').slice(0, -1);
  await git('/', ['config', '--file', join(folder, '.gitconfig'), `credential.${url}.helper`, helper]);
  const reading = valueOf(await gitIn(folder).mirrors.refresh(componentOf(http.url('r.git')), signal));
  expect(reading.mainline).toBe(built.id('one'));
  await rm(join(folder, '.gitconfig'));
  const [mirror = ''] = await readdir(join(folder, 'mirrors'));
  await git('/', ['config', '--file', join(folder, 'mirrors', mirror, 'config'), 'credential.helper', helper]);
  const failure = failureOf(await gitIn(folder).mirrors.refresh(componentOf(http.url('r.git')), signal));
  expect(failure.kind).toBe('repository-locked');
  await http.close();
});

test('a server that takes connections and never answers ends as unreachable, with every process of the try', async ({
  folder,
}) => {
  const asked: string[] = [];
  const silent = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (data) => asked.push(data.toString('latin1')));
    socket.on('close', () => asked.push('closed'));
  });
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const repository = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/r.git`;
  const port = gitIn(folder, { deadlines: { ask: 700 } });
  const failure = failureOf(await port.mirrors.refresh(componentOf(repository), signal));
  expect(failure).toMatchObject({ kind: 'repository-unreachable', repository });
  // The connection belongs to a grandchild, git-remote-http: closed means that it is gone as well.
  await expect.poll(() => asked.at(-1)).toBe('closed');
  await new Promise((resolve) => silent.close(resolve));
});

test('a refresh that is given up ends as cancelled and leaves no process', async ({ folder, port }) => {
  await buildRepository(join(folder, 'r.git'), one);
  const http = await serveGitOverHttp(folder, { hangAt: 'info/refs' });
  const giveUp = new AbortController();
  const refresh = port.mirrors.refresh(componentOf(http.url('r.git')), giveUp.signal);
  await expect.poll(() => http.requests.length).toBe(1);
  giveUp.abort();
  expect(failureOf(await refresh)).toEqual({ kind: 'cancelled' });
  await http.close();
});

test('a shallow clone is refused: its counts would be wrong', async ({ folder, port }) => {
  const commits = [...one.commits, { name: 'two', files: { a: '2' } }];
  const built = await buildRepository(join(folder, 'r.git'), { commits });
  const copy = join(folder, 'copy');
  await git('/', ['clone', '--quiet', '--depth=1', `file://${built.path}`, copy]);
  const failure = failureOf(await port.mirrors.refresh(componentOf(copy), signal));
  expect(failure).toMatchObject({ kind: 'repository-refused', why: expect.stringContaining('shallow') });
  await git(copy, ['fetch', '--quiet', '--unshallow']);
  expect(valueOf(await port.mirrors.refresh(componentOf(copy), signal)).mainline).toBe(built.id('two'));
});

test('nobody listening is unreachable, and says why', async ({ folder, port }) => {
  const http = await serveGitOverHttp(folder);
  const repository = http.url('r.git');
  await http.close();
  const failure = failureOf(await port.mirrors.refresh(componentOf(repository), signal));
  expect(failure).toMatchObject({ kind: 'repository-unreachable', why: expect.stringContaining('connect') });
});

test('a machine without git is told so', async ({ folder }) => {
  const built = await buildRepository(join(folder, 'r.git'), one);
  const port = gitIn(folder, { env: { PATH: join(folder, 'nothing') } });
  const failure = failureOf(await port.mirrors.refresh(componentOf(built.path), signal));
  expect(failure.kind).toBe('git-missing');
});

test('a folder for mirrors that cannot be made is a failure that names it', async ({ folder }) => {
  const built = await buildRepository(join(folder, 'r.git'), one);
  await writeFile(join(folder, 'file'), '');
  const port = gitIn(folder, { mirrorsFolder: join(folder, 'file', 'mirrors') });
  const failure = failureOf(await port.mirrors.refresh(componentOf(built.path), signal));
  expect(failure).toMatchObject({ kind: 'data-folder', folder: join(folder, 'file', 'mirrors') });
});

test('after a refresh that failed the last reading is still there, with its age', async ({ folder, port }) => {
  const built = await buildRepository(join(folder, 'r.git'), one);
  const component = componentOf(built.path);
  const reading = valueOf(await port.mirrors.refresh(component, signal));
  await rm(built.path, { recursive: true });
  expect(failureOf(await port.mirrors.refresh(component, signal)).kind).toBe('repository-missing');
  expect(await port.mirrors.last(component)).toEqual(reading);
  expect(valueOf(await port.history.counts(component, [{ from: null, to: reading.mainline }], signal))).toEqual([1]);
});
