import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { runGit, type RunGit } from '../../main/ledger/run-git';
import { add, addOnce, branchOf, never, reasons, test } from '../support/ledger-rig';
import { failureOf, valueOf } from '../support/results';

const isPush = (args: readonly string[]): boolean => args[0] === 'push';

test('a push that landed although git says it failed counts once', async ({ open, remote, git }) => {
  const liar: RunGit = async (call, signal) => {
    const ended = await runGit(call, signal);
    return isPush(call.args) ? { how: 'exited', code: 1, stdout: '', stderr: 'Everything up-to-date' } : ended;
  };
  const reading = valueOf(await open({ run: liar }).append('dev', add('landed'), never));
  expect(reasons(reading.entries)).toEqual(['landed']);
  expect(git(remote, 'rev-list', '--count', branchOf('dev'))).toBe('1');
});

test('a push that never left although git says it went well is not believed', async ({ open, remote, git }) => {
  const liar: RunGit = async (call, signal) =>
    isPush(call.args) ? { how: 'exited', code: 0, stdout: '', stderr: '' } : runGit(call, signal);
  expect(failureOf(await open({ run: liar }).append('dev', add('lost'), never)).kind).toBe('ledger-unreachable');
  expect(git(remote, 'for-each-ref')).toBe('');
});

test('a push that somebody else overtakes decides again on what is there now', async ({ open, remote, git }) => {
  const ben = open();
  let overtaken = false;
  const slow: RunGit = async (call, signal) => {
    if (isPush(call.args) && !overtaken) {
      overtaken = true;
      await ben.append('dev', addOnce('ben was faster'), never);
    }
    return runGit(call, signal);
  };
  const reading = valueOf(await open({ run: slow }).append('dev', add('then I'), never));
  expect(reasons(reading.entries)).toEqual(['ben was faster', 'then I']);
  expect(git(remote, 'rev-list', '--count', branchOf('dev'))).toBe('2');
});

test('an append that always loses the race gives up and has written nothing', async ({ open, remote, git }) => {
  const ben = open();
  let n = 0;
  const slow: RunGit = async (call, signal) => {
    if (isPush(call.args)) await ben.append('dev', add(`ben ${++n}`), never);
    return runGit(call, signal);
  };
  const failure = failureOf(await open({ run: slow, maxTries: 3 }).append('dev', add('never'), never));
  expect(failure).toEqual({ kind: 'ledger-contended', ledger: remote, environment: 'dev', tries: 3 });
  expect(git(remote, 'log', '--format=%b', branchOf('dev'))).not.toContain('never');
});

test('a remote that refuses says why, and nothing is written', async ({ open, remote, git }) => {
  mkdirSync(join(remote, 'hooks'), { recursive: true });
  writeFileSync(join(remote, 'hooks', 'pre-receive'), '#!/bin/sh\necho not on a Friday >&2\nexit 1\n');
  chmodSync(join(remote, 'hooks', 'pre-receive'), 0o755);
  const failure = failureOf(await open().append('dev', add('x'), never));
  expect(failure).toMatchObject({ kind: 'ledger-unreachable', ledger: remote });
  expect(JSON.stringify(failure)).toContain('not on a Friday');
  expect(git(remote, 'for-each-ref')).toBe('');
});

test('a remote that is not there, and one where nobody listens, are unreachable', async ({ open, folder }) => {
  const missing = open({ where: join(folder, 'nowhere.git') });
  expect(failureOf(await missing.read(['dev'], never)).kind).toBe('ledger-unreachable');
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const closed = open({ where: `http://127.0.0.1:${port}/shop.git` });
  expect(failureOf(await closed.append('dev', add('x'), never)).kind).toBe('ledger-unreachable');
});

test('a remote that says nothing is left as soon as somebody stops waiting', async ({ open }) => {
  const sockets = new Set<{ destroy: () => void }>();
  const server = createServer((socket) => sockets.add(socket)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = new AbortController();
  server.once('connection', () => stop.abort());
  const hanging = open({ where: `http://127.0.0.1:${port}/shop.git` });
  expect(failureOf(await hanging.read(['dev'], stop.signal)).kind).toBe('cancelled');
  for (const socket of sockets) socket.destroy();
  server.close();
});

test('an address that git would take for an option or a program is refused', async ({ open, folder }) => {
  const mark = join(folder, 'ran');
  for (const where of [`--upload-pack=touch ${mark}`, `ext::touch ${mark}`]) {
    expect(failureOf(await open({ where }).read(['dev'], never)).kind).toBe('repository-refused');
  }
  expect(readdirSync(folder)).not.toContain('ran');
});

test('a data folder that goes away while a broken clone is replaced is a failure in words, and the next reading works', async ({
  open,
  folder,
}) => {
  const clones = join(folder, 'clone');
  valueOf(await open().append('dev', add('there'), never));
  let gone = false;
  const breaking: RunGit = async (call, signal) => {
    if (call.args[0] !== 'log' || gone) return runGit(call, signal);
    gone = true;
    rmSync(clones, { recursive: true });
    writeFileSync(clones, 'not a folder');
    return { how: 'exited', code: 128, stdout: '', stderr: 'fatal: bad object' };
  };
  const ledger = open({ folder: clones, run: breaking });
  expect(failureOf(await ledger.read(['dev'], never))).toMatchObject({ kind: 'data-folder' });
  expect(gone).toBe(true);
  rmSync(clones);
  expect(valueOf(await ledger.read(['dev'], never)).map((one) => reasons(one.entries))).toEqual([['there']]);
});

test('a clone that is broken is made anew', async ({ open, folder }) => {
  const clones = join(folder, 'clone');
  const ledger = open({ folder: clones });
  await ledger.append('dev', add('before'), never);
  const [place = ''] = readdirSync(clones);
  rmSync(join(clones, place, 'clone.git', 'objects'), { recursive: true });
  mkdirSync(join(clones, place, 'clone.git', 'objects'));
  const reading = valueOf(await ledger.append('dev', add('after'), never));
  expect(reasons(reading.entries)).toEqual(['before', 'after']);
});
