import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { expect } from '@playwright/test';
import type { RunGit } from '../../main/ledger/run-git';
import { bundleProcess } from '../support/bundle-process';
import { test } from '../support/ledger-over';
import { remoteKinds } from '../support/ledger-remotes';
import { add, addOnce, branchOf, never, reasons } from '../support/ledger-rig';
import { failureOf, valueOf } from '../support/results';

const isPush: (args: readonly string[]) => boolean = ([verb]) => verb === 'push';

const startWriter = async (
  env: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<ChildProcess> => {
  const script = await bundleProcess(join(__dirname, '../support/ledger-writer-process.ts'));
  return spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
};

for (const kind of remoteKinds) {
  test.describe(`over ${kind}`, () => {
    test.use({ kind });

    test('entries are written, read by somebody else, and decided on again where somebody was faster', async ({
      open,
      where,
      person,
      remote,
      git,
    }) => {
      const ben = open({ where, run: person });
      let overtaken = false;
      const slow: RunGit = async (call, signal) => {
        if (isPush(call.args) && !overtaken) {
          overtaken = true;
          await ben.append('dev', addOnce('ben was faster'), never);
        }
        return person(call, signal);
      };
      await open({ where, run: slow }).append('dev', add('then I'), never);
      const [dev, production] = valueOf(await open({ where, run: person }).read(['dev', 'production'], never));
      expect(reasons(dev?.entries ?? [])).toEqual(['ben was faster', 'then I']);
      expect(production?.entries).toEqual([]);
      expect(git(remote, 'rev-list', '--count', branchOf('dev'))).toBe('2');
    });

    test('four writers in four processes on one branch lose nothing and double nothing', async ({
      open,
      where,
      env,
      person,
      folder,
    }) => {
      const names = ['a', 'b', 'c', 'd'];
      const writers = await Promise.all(
        names.map((name) => startWriter(env, where, join(folder, name), 'dev', name, '2')),
      );
      await Promise.all(writers.map((one) => once(one, 'close')));
      const [dev] = valueOf(await open({ where, run: person }).read(['dev'], never));
      expect([...reasons(dev?.entries ?? [])].sort()).toEqual(names.flatMap((name) => [`${name} 1`, `${name} 2`]));
    });

    test('a push whose answer is lost counts once; one that never left is not believed', async ({
      open,
      where,
      person,
      remote,
      git,
    }) => {
      const lost: RunGit = async (call, signal) => {
        const ended = await person(call, signal);
        return isPush(call.args) ? { how: 'exited', code: 1, stdout: '', stderr: 'Everything up-to-date' } : ended;
      };
      expect(reasons(valueOf(await open({ where, run: lost }).append('dev', add('landed'), never)).entries)).toEqual([
        'landed',
      ]);
      const kept: RunGit = async (call, signal) =>
        isPush(call.args) ? { how: 'exited', code: 0, stdout: '', stderr: '' } : person(call, signal);
      const failure = failureOf(await open({ where, run: kept, maxTries: 4 }).append('dev', add('never left'), never));
      expect(failure.kind).toBe('ledger-unreachable');
      expect(git(remote, 'rev-list', '--count', branchOf('dev'))).toBe('1');
    });

    test('a server that refuses says why; what was rewritten is an alarm and is left as it is', async ({
      open,
      where,
      person,
      remote,
      git,
    }) => {
      const ledger = open({ where, run: person });
      const { tip } = valueOf(await ledger.append('dev', add('one'), never));
      const hook = join(remote, 'hooks', 'pre-receive');
      mkdirSync(join(remote, 'hooks'), { recursive: true });
      writeFileSync(hook, '#!/bin/sh\necho not on a Friday >&2\nexit 1\n');
      chmodSync(hook, 0o755);
      const refused = failureOf(await ledger.append('dev', add('two'), never));
      expect(refused).toMatchObject({
        kind: 'ledger-unreachable',
        ledger: where,
        why: expect.stringContaining('not on a Friday'),
      });
      const forged = git(remote, 'commit-tree', '-m', 'nothing happened here', `${tip}^{tree}`);
      git(remote, 'update-ref', branchOf('dev'), forged);
      const alarm = { kind: 'ledger-rewritten', ledger: where, environment: 'dev', seen: tip };
      expect(failureOf(await ledger.append('dev', add('three'), never))).toEqual(alarm);
      expect(git(remote, 'rev-parse', branchOf('dev'))).toBe(forged);
    });

    test('a server that has gone away is unreachable, and the same ledger goes on when there is one again', async ({
      open,
      where,
      person,
      remote,
      git,
    }) => {
      let gone = false;
      const address = kind === 'file' ? `${where}.moved` : where.replace(/127\.0\.0\.1:\d+/, '127.0.0.1:9');
      const away: RunGit = (call, signal) => {
        const args = gone ? call.args.map((arg) => (arg === where ? address : arg)) : call.args;
        return person({ ...call, args }, signal);
      };
      const ledger = open({ where, run: away });
      await ledger.append('dev', add('one'), never);
      gone = true;
      expect(failureOf(await ledger.read(['dev'], never)).kind).toBe('ledger-unreachable');
      expect(failureOf(await ledger.append('dev', add('two'), never)).kind).toBe('ledger-unreachable');
      gone = false;
      expect(reasons(valueOf(await ledger.append('dev', add('three'), never)).entries)).toEqual(['one', 'three']);
      expect(git(remote, 'rev-list', '--count', branchOf('dev'))).toBe('2');
    });
  });
}
