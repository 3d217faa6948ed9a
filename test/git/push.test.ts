import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Commit } from '../../contract/commit';
import { createPieces } from '../../main/git/pieces';
import type { Progress } from '../../main/release/receipt';
import { serveGitOverHttp, type GitHttpOptions } from '../support/git-http';
import { componentOf, expect, gitIn, signal, test } from '../support/git-rig';
import { serveGitOverSsh } from '../support/git-ssh';
import { addCommit, buildRepository, git } from '../support/repositories';
import { failureOf, valueOf } from '../support/results';

const run = promisify(execFile);

const commits = [
  { name: 'one', files: { a: '1' } },
  { name: 'two', files: { a: '2' } },
];

interface Remote {
  readonly url: (path: string) => string;
  readonly env: NodeJS.ProcessEnv;
  readonly close: () => Promise<void>;
}

const overHttp = async (folder: string, options: GitHttpOptions = {}): Promise<Remote> => {
  const http = await serveGitOverHttp(folder, options);
  return { url: (path) => http.url(path.slice(folder.length + 1)), env: {}, close: http.close };
};

const remotes: Readonly<Record<string, (folder: string) => Promise<Remote>>> = {
  'a path': () => Promise.resolve({ url: (path) => path, env: {}, close: () => Promise.resolve() }),
  'smart HTTP': (folder) => overHttp(folder),
  ssh: async (folder) => {
    const ssh = await serveGitOverSsh(join(folder, 'ssh'));
    return { url: ssh.url, env: { GIT_SSH_COMMAND: ssh.command }, close: ssh.close };
  },
};

const start = async (folder: string, open: (folder: string) => Promise<Remote>) => {
  const built = await buildRepository(join(folder, 'r.git'), { commits });
  await git(built.path, ['config', 'http.receivepack', 'true']);
  const remote = await open(folder);
  const component = componentOf(remote.url(built.path));
  const env = { PATH: process.env['PATH'], HOME: folder, ...remote.env };
  const port = gitIn(folder, { componentOf: (name) => (name === 'catalog' ? component : undefined), env });
  valueOf(await port.mirrors.refresh(component, signal));
  const push = async (commit: Commit, lease: Commit | null, until: AbortSignal = signal) => {
    const order = { component: 'catalog', repository: null, branch: 'env/test', commit, lease };
    const all: Progress[] = [];
    for await (const progress of port.source.pushBranch(order, until)) all.push(progress);
    const last = all.at(-1);
    if (last?.type !== 'receipt') throw new Error('the last progress is a receipt');
    return { all, receipt: last.receipt };
  };
  const read = async () => valueOf(await port.source.readBranch('catalog', null, 'env/test', signal));
  const tip = async () => (await git(built.path, ['rev-parse', '--verify', 'refs/heads/env/test'])).trim();
  return { built, port, push, read, tip, remote };
};

const hook = (path: string, text: string): Promise<void> =>
  mkdir(join(path, 'hooks'), { recursive: true }).then(() =>
    writeFile(join(path, 'hooks', 'pre-receive'), `#!/bin/sh\n${text}\n`, { mode: 0o755 }),
  );

for (const [name, open] of Object.entries(remotes))
  test(`over ${name} a branch is made, read, moved with its lease, and not moved without it`, async ({ folder }) => {
    const { built, push, read, tip, remote } = await start(folder, open);
    await hook(built.path, 'echo "-----> Deploying" >&2');
    const [one, two] = [built.id('one'), built.id('two')];
    expect(await read()).toBeNull();
    const first = await push(one, null);
    expect(first.receipt.kind).toBe('accepted');
    expect(first.all.some((step) => step.type === 'log' && step.text.includes('-----> Deploying'))).toBe(true);
    expect([await read(), await tip()]).toEqual([one, one]);
    expect((await push(two, one)).receipt.kind).toBe('accepted');
    // Backwards: a rollback is a push as well.
    expect((await push(one, two)).receipt.kind).toBe('accepted');
    for (const lease of [two, null]) expect((await push(two, lease)).receipt.kind).toBe('refused');
    expect(await tip()).toBe(one);
    await remote.close();
  });

test('a branch that moves after we looked is not overwritten', async ({ folder }) => {
  let teammate: Commit | null = null;
  const path = join(folder, 'r.git');
  const { built, push, tip, remote } = await start(folder, (root) =>
    overHttp(root, {
      before: async (asked) => {
        if (asked.includes('service=git-receive-pack') && teammate === null)
          teammate = await addCommit(path, 'env/test', { a: '3' });
      },
    }),
  );
  await git(path, ['update-ref', 'refs/heads/env/test', built.id('one')]);
  const { receipt } = await push(built.id('two'), built.id('one'));
  expect(receipt.kind).toBe('refused');
  expect(await tip()).toBe(teammate);
  await remote.close();
});

test('a push whose answer is lost is unclear, and had landed', async ({ folder }) => {
  const { built, push, tip, remote } = await start(folder, (root) => overHttp(root, { cutAt: '/git-receive-pack' }));
  const { receipt } = await push(built.id('two'), null);
  expect(receipt.kind).toBe('unclear');
  expect(await tip()).toBe(built.id('two'));
  await remote.close();
});

test('a hook that says no is a refusal, since the server reports it; what it said is kept', async ({ folder }) => {
  const { built, push, read } = await start(folder, remotes['a path']!);
  await hook(built.path, 'echo "build failed: no cheese"; exit 1');
  const { receipt, all } = await push(built.id('two'), null);
  expect(receipt).toMatchObject({ kind: 'refused', failure: { kind: 'git-failed', verb: 'push' } });
  expect(all.map((step) => (step.type === 'log' ? step.text : '')).join('')).toContain('no cheese');
  expect(await read()).toBeNull();
});

/** A process that has ended may still be listed, as a zombie that nobody has collected. */
const isAlive = async (pid: number): Promise<boolean> => {
  const { stdout } = await run('ps', ['-o', 'stat=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return stdout.trim() !== '' && !stdout.startsWith('Z');
};

for (const name of ['a path', 'smart HTTP'])
  test(`a push over ${name} that is killed on its way is unclear`, async ({ folder }) => {
    const { built, push, remote } = await start(folder, remotes[name]!);
    await hook(built.path, `echo $$ >'${folder}/started'\nwhile [ ! -e '${folder}/go' ]; do sleep 0.02; done`);
    const giveUp = new AbortController();
    const pushing = push(built.id('two'), null, giveUp.signal);
    const hookId = () => readFile(join(folder, 'started'), 'utf8').then(Number, () => 0);
    await expect.poll(hookId).toBeGreaterThan(0);
    giveUp.abort();
    expect((await pushing).receipt).toEqual({ kind: 'unclear', failure: { kind: 'cancelled' } });
    // Over HTTP the hook is the server's process: it goes on, and the push lands.
    await expect.poll(async () => isAlive(await hookId())).toBe(name === 'smart HTTP');
    await writeFile(join(folder, 'go'), '');
    await remote.close();
  });

test('a push that is given up before it starts is refused: nothing was sent', async ({ folder }) => {
  const { built, push, read } = await start(folder, remotes['a path']!);
  const { receipt } = await push(built.id('two'), null, AbortSignal.abort());
  expect(receipt).toEqual({ kind: 'refused', failure: { kind: 'cancelled' } });
  expect(await read()).toBeNull();
});

test('a commit that the mirror lacks, a strange branch and an unknown component are refused', async ({ folder }) => {
  const { push, port } = await start(folder, remotes['a path']!);
  const lacking = 'cd'.repeat(20) as Commit;
  expect((await push(lacking, null)).receipt).toMatchObject({ kind: 'refused', failure: { kind: 'commit-missing' } });
  expect(failureOf(await port.source.readBranch('catalog', null, '--all', signal)).kind).toBe('branch-missing');
  expect(failureOf(await port.source.readBranch('nobody', null, 'main', signal)).kind).toBe('no-such');
});

test('output that nobody reads does not pile up: the middle is left out, and said so', async () => {
  const pieces = createPieces();
  for (let i = 0; i < 5000; i += 1) pieces.push(Buffer.alloc(65_536, 'x'));
  pieces.end();
  let length = 0;
  let tail = '';
  for await (const text of pieces.all()) {
    expect(text.length).toBeLessThanOrEqual(65_536);
    length += text.length;
    tail = text;
  }
  expect(length).toBeLessThan(20_000_000);
  expect(tail).toMatch(/… \d+ bytes left out/);
});

test('over ssh a key that the server does not know, and a host that we do not, ask nobody', async ({ folder }) => {
  const built = await buildRepository(join(folder, 'r.git'), { commits });
  const ssh = await serveGitOverSsh(join(folder, 'ssh'));
  const refresh = (command: string) =>
    gitIn(folder, { env: { PATH: process.env['PATH'], HOME: folder, GIT_SSH_COMMAND: command } }).mirrors.refresh(
      componentOf(ssh.url(built.path)),
      signal,
    );
  expect(failureOf(await refresh(ssh.strangerCommand)).kind).toBe('repository-denied');
  expect(failureOf(await refresh(ssh.unknownHostCommand))).toMatchObject({ kind: 'host-unproven', changed: false });
  expect(failureOf(await refresh(ssh.changedHostCommand))).toMatchObject({ kind: 'host-unproven', changed: true });
  expect(valueOf(await refresh(ssh.command)).mainline).toBe(built.id('two'));
  await ssh.close();
});
