import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createGathered } from '../../main/git/gathered';
import { createGitStarter } from '../../main/git/starter';
import { startGit, type GitOrder } from '../../main/git/start-git';
import { bundleProcess } from '../support/bundle-process';
import { buildRepository } from '../support/repositories';
import { componentOf, expect, gitIn, signal, test } from '../support/git-rig';
import { valueOf } from '../support/results';

const script = () => bundleProcess(resolve('main/git/starter-process.ts'));
const order = (args: readonly string[], more: Partial<GitOrder> = {}): GitOrder => ({
  args,
  env: { PATH: process.env['PATH'] ?? '' },
  input: null,
  deadlineMs: 20_000,
  maxBytes: 1024,
  ...more,
});
/** A git that goes on until it is ended, and says its process id. */
const endless = order(['-c', 'alias.wait=!echo $$ && exec sleep 1000', 'wait']);
const parentOf = (pid: number): number =>
  Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
const endNow = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // as: what kill throws
  }
};
const isAlive = (pid: number): boolean => {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

test('through a starter git gives the same answers, cut, late and cancelled ones too', async () => {
  const starter = createGitStarter(await script());
  const version = await starter.start(order(['version']), {}, signal);
  expect(version).toMatchObject({ how: 'exited', code: 0 });
  expect(version.how === 'exited' && version.stdout.toString()).toContain('git version');
  expect(await starter.start(order(['no-such-verb']), {}, signal)).toMatchObject({ how: 'exited', code: 1 });
  expect(await starter.start(order(['help', '-a'], { maxBytes: 10 }), {}, signal)).toMatchObject({ how: 'cut' });
  expect(await starter.start({ ...endless, deadlineMs: 300 }, {}, signal)).toEqual({ how: 'late', afterMs: 300 });
  expect(await starter.start(order(['version'], { env: { PATH: '/nowhere' } }), {}, signal)).toMatchObject({
    how: 'no-git',
  });
  const stop = new AbortController();
  const pieces: string[] = [];
  let started = false;
  const onOutput = (piece: Buffer): void => {
    pieces.push(piece.toString());
    stop.abort();
  };
  const onStart = (): void => {
    started = true;
  };
  const running = starter.start(endless, { onOutput, onStart }, stop.signal);
  expect(await running).toEqual({ how: 'cancelled' });
  expect(started).toBe(true);
  expect(isAlive(Number(pieces.join('')))).toBe(false);
  starter.close();
});

test('a starter that dies fails what it was doing, and the next call starts another', async () => {
  const starter = createGitStarter(await script());
  const onOutput = (piece: Buffer): void => {
    const started = Number(piece);
    const git = parentOf(started);
    process.kill(parentOf(git), 'SIGKILL');
    // Where the end of the starter has ended them already there is nothing left to kill.
    for (const pid of [git, started]) endNow(pid);
  };
  expect(await starter.start(endless, { onOutput }, signal)).toMatchObject({
    how: 'exited',
    code: 128,
    stderr: 'the process that starts git ended',
  });
  expect(await starter.start(order(['version']), {}, signal)).toMatchObject({ how: 'exited', code: 0 });
  starter.close();
});

test('without its parent the starter ends, and the git it started with it', async () => {
  const child = `
    const { fork } = require('node:child_process');
    const own = fork(${JSON.stringify(await script())}, [], { serialization: 'advanced', execArgv: [] });
    own.on('message', (m) => {
      if (m.type === 'output') { console.log(own.pid + ' ' + Buffer.from(m.piece).toString().trim()); process.kill(process.pid, 'SIGKILL'); }
    });
    own.send({ type: 'start', id: 1, order: ${JSON.stringify(endless)}, streams: true });`;
  let said = '';
  try {
    execFileSync(process.execPath, ['-e', child], { stdio: ['ignore', 'pipe', 'ignore'] });
  } catch (error) {
    said = String((error as { readonly stdout: Buffer }).stdout);
  }
  const pids = said.trim().split(' ').map(Number);
  expect(pids).toHaveLength(2);
  await expect.poll(() => pids.filter(isAlive)).toEqual([]);
});

test('questions that come before the asking starts are one; later ones are asked anew; one left alone is stopped', async () => {
  const asked: (readonly string[])[] = [];
  const begun: (() => void)[] = [];
  const gathered = createGathered<string, string, number>(async (_key, questions, stop) => {
    await new Promise<void>((start) => begun.push(start));
    if (!stop.aborted) asked.push(questions());
    return asked.length;
  });
  const leaving = new AbortController();
  const together = [
    gathered('a', ['1'], signal),
    gathered('a', ['2', '1'], leaving.signal),
    gathered('b', ['3'], signal),
  ];
  leaving.abort();
  await expect.poll(() => begun.length).toBe(2);
  const joined = gathered('a', ['4'], signal);
  begun.forEach((start) => start());
  expect(await Promise.all([...together, joined])).toEqual([1, 1, 2, 1]);
  const alone = new AbortController();
  const later = gathered('a', ['5'], alone.signal);
  await expect.poll(() => begun.length).toBe(3);
  alone.abort();
  begun[2]?.();
  expect(await later).toBe(2);
  expect(asked).toEqual([['1', '2', '4'], ['3']]);
});

test('a mirror and the branches of its environments are asked for in one go', async ({ folder }) => {
  const spec = { commits: [{ name: 'a', files: { f: '1' } }], branches: { main: 'a', 'env/dev': 'a' } };
  const other = await buildRepository(`${folder}/other`, spec);
  const built = await buildRepository(`${folder}/r`, spec);
  const one = componentOf(built.path);
  const asked: string[] = [];
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const port = gitIn(folder, {
    concurrency: 1,
    componentOf: () => one,
    start: async (order, hooks, stop) => {
      if (order.args.includes(other.path)) await released;
      else if (order.args.includes('ls-remote'))
        asked.push(order.args.slice(order.args.indexOf(built.path) + 1).join(' '));
      return startGit(order, hooks, stop);
    },
  });
  const busy = port.source.readBranch('catalog', other.path, 'main', signal);
  const dev = port.source.readBranch('catalog', null, 'env/dev', signal);
  const mirror = port.mirrors.refresh(one, signal);
  const test = port.source.readBranch('catalog', null, 'env/test', signal);
  // The mirror looks for the folder first: looks are answered in order.
  for (let i = 0; i < 20; i += 1) await stat(built.path);
  expect(asked).toEqual([]);
  release();
  expect(valueOf(await mirror).mainline).toBe(valueOf(await dev));
  expect([valueOf(await test), valueOf(await busy)]).toEqual([null, valueOf(await dev)]);
  expect(asked).toHaveLength(1);
  expect(asked[0]?.split(' ').sort()).toEqual([
    'HEAD',
    'refs/heads/*',
    'refs/heads/env/dev',
    'refs/heads/env/test',
    'refs/tags/*',
  ]);
});
