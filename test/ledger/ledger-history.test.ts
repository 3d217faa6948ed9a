import { join } from 'node:path';
import { expect } from '@playwright/test';
import { runGit, type RunGit } from '../../main/ledger/run-git';
import { add, alarmOf, branchOf, never, reasons, test } from '../support/ledger-rig';
import { failureOf, valueOf } from '../support/results';

const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

test('history that was rewritten is an alarm, for reading and for writing, also after a restart', async ({
  open,
  remote,
  folder,
  git,
}) => {
  const clones = join(folder, 'clone');
  const ledger = open({ folder: clones });
  await ledger.append('dev', add('one'), never);
  const { tip } = valueOf(await ledger.append('dev', add('two'), never));
  const forged = git(remote, 'commit-tree', '-m', 'nothing happened here', emptyTree);
  git(remote, 'update-ref', branchOf('dev'), forged);
  const alarm = { kind: 'ledger-rewritten', ledger: remote, environment: 'dev', seen: tip };
  expect(alarmOf(await ledger.read(['dev'], never))).toEqual(alarm);
  expect(failureOf(await ledger.append('dev', add('three'), never))).toEqual(alarm);
  const restarted = open({ folder: clones });
  expect(failureOf(await restarted.append('dev', add('three'), never))).toEqual(alarm);
  expect(git(remote, 'rev-parse', branchOf('dev'))).toBe(forged);
  git(remote, 'update-ref', branchOf('dev'), tip ?? '');
  expect(reasons(valueOf(await restarted.read(['dev'], never))[0]?.entries ?? [])).toEqual(['one', 'two']);
});

test('a branch that was cut back or removed is an alarm; other environments go on', async ({ open, remote, git }) => {
  const ledger = open();
  const first = valueOf(await ledger.append('dev', add('one'), never));
  await ledger.append('dev', add('two'), never);
  git(remote, 'update-ref', branchOf('dev'), first.tip ?? '');
  expect(alarmOf(await ledger.read(['dev'], never))?.kind).toBe('ledger-rewritten');
  git(remote, 'update-ref', '-d', branchOf('dev'));
  expect(failureOf(await ledger.append('dev', add('three'), never)).kind).toBe('ledger-rewritten');
  expect(reasons(valueOf(await ledger.append('staging', add('other', 'staging'), never)).entries)).toEqual(['other']);
});

test('the alarm of one environment leaves the others readable, and says what was read before it', async ({
  open,
  remote,
  git,
}) => {
  const ledger = open();
  const first = valueOf(await ledger.append('dev', add('one'), never));
  const { tip } = valueOf(await ledger.append('dev', add('two'), never));
  git(remote, 'update-ref', branchOf('dev'), first.tip ?? '');
  await open().append('staging', add('other', 'staging'), never);
  const [dev, staging, production] = valueOf(await ledger.read(['dev', 'staging', 'production'], never));
  expect(dev?.alarm?.failure).toEqual({ kind: 'ledger-rewritten', ledger: remote, environment: 'dev', seen: tip });
  expect(reasons(dev?.entries ?? [])).toEqual(['one', 'two']);
  expect(reasons(staging?.entries ?? [])).toEqual(['other']);
  expect(staging?.alarm ?? production?.alarm).toBeUndefined();
});

test('commits that are no entries of this version are passed over and counted', async ({ open, remote, git }) => {
  const ledger = open();
  const { entries } = valueOf(await ledger.append('dev', add('one'), never));
  const entry = entries[0];
  const messages = [
    'hello',
    `not json\n\n{`,
    `from the future\n\n${JSON.stringify({ ...entry, id: '0b3f0c1c-9d3c-4f6a-9a5a-000000000001', kind: 'teleported' })}`,
    `another branch\n\n${JSON.stringify({ ...entry, id: '0b3f0c1c-9d3c-4f6a-9a5a-000000000002', environment: 'production' })}`,
    `said twice\n\n${JSON.stringify(entry)}`,
  ];
  for (const message of messages) {
    const parent = git(remote, 'rev-parse', branchOf('dev'));
    const commit = git(remote, 'commit-tree', '-p', parent, '-m', message, emptyTree);
    git(remote, 'update-ref', branchOf('dev'), commit);
  }
  await ledger.append('dev', add('two'), never);
  for (const reader of [ledger, open()]) {
    expect(reasons(valueOf(await reader.read(['dev'], never))[0]?.entries ?? [])).toEqual(['one', 'two']);
    expect(reader.skipped('dev')).toBe(5);
  }
});

test('a reading asks once when nothing moved, and reads only what is new when something did', async ({ open }) => {
  const calls: (readonly string[])[] = [];
  const counting: RunGit = (call, signal) => {
    calls.push(call.args);
    return runGit(call, signal);
  };
  const ben = open();
  for (const reason of ['one', 'two', 'three']) await ben.append('dev', add(reason), never);
  const ledger = open({ run: counting });
  const before = valueOf(await ledger.read(['dev', 'production'], never))[0]?.tip;
  expect(calls.filter(([verb]) => verb === 'log')).toHaveLength(1);

  calls.length = 0;
  await ledger.read(['dev', 'production', 'staging'], never);
  expect(calls.map(([verb]) => verb)).toEqual(['ls-remote']);

  await ben.append('dev', add('four'), never);
  calls.length = 0;
  const after = valueOf(await ledger.read(['dev'], never))[0];
  expect(reasons(after?.entries ?? [])).toEqual(['one', 'two', 'three', 'four']);
  expect(calls.filter(([verb]) => verb === 'log').flat()).toContain(`^${before}`);
});

test('the ref is moved only from the tip that was decided on', async ({ open, remote }) => {
  const pushes: (readonly string[])[] = [];
  const watching: RunGit = (call, signal) => {
    if (call.args[0] === 'push') pushes.push(call.args);
    return runGit(call, signal);
  };
  const ledger = open({ run: watching });
  const { tip } = valueOf(await ledger.append('dev', add('one'), never));
  await ledger.append('dev', add('two'), never);
  expect(pushes[0]).toContain(`--force-with-lease=${branchOf('dev')}:`);
  expect(pushes[1]).toContain(`--force-with-lease=${branchOf('dev')}:${tip}`);
  expect(pushes[1]).toContain(remote);
});
