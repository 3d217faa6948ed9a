import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { bundleProcess } from '../support/bundle-process';
import { addOnce, branchOf, never, reasons, test } from '../support/ledger-rig';
import { valueOf } from '../support/results';

const writer = join(__dirname, '../support/ledger-writer-process.ts');

const start = async (...args: readonly string[]) => {
  const child = spawn(process.execPath, [await bundleProcess(writer), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (piece: Buffer) => (said += piece.toString()));
  const ended = once(child, 'close');
  return { child, ended, said: () => said };
};

test('eight writers in eight processes on one branch lose nothing and double nothing', async ({
  open,
  remote,
  folder,
}) => {
  test.setTimeout(180_000);
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const writers = await Promise.all(names.map((name) => start(remote, join(folder, name), 'dev', name, '3')));
  await Promise.all(writers.map((one) => one.ended));
  const wanted = names.flatMap((name) => [1, 2, 3].map((n) => `${name} ${n}`));
  expect(writers.map((one) => one.said()).join('')).not.toContain('kind');
  const [dev] = valueOf(await open().read(['dev'], never));
  expect([...reasons(dev?.entries ?? [])].sort()).toEqual(wanted);
  expect(new Set(dev?.entries.map((entry) => entry.id)).size).toBe(wanted.length);
});

test('a writer killed in mid-push and started again leaves exactly one entry', async ({
  open,
  remote,
  folder,
  git,
}) => {
  test.setTimeout(120_000);
  const wanted: string[] = [];
  for (const [index, afterMs] of [0, 40, 70, 100, 140].entries()) {
    const name = `writer ${index}`;
    wanted.push(`${name} 1`);
    const clone = join(folder, 'clone');
    const first = await start(remote, clone, 'dev', name, '1');
    await once(first.child.stdout, 'data');
    // Somewhere between reading the branch and hearing that the push went well; where exactly differs from run to run.
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    first.child.kill('SIGKILL');
    await first.ended;
    const second = await start(remote, clone, 'dev', name, '1');
    await second.ended;
    expect(second.said()).toContain(`accepted ${name} 1`);
  }
  const ledger = open();
  await ledger.append('dev', addOnce('last'), never);
  expect(reasons(valueOf(await ledger.read(['dev'], never))[0]?.entries ?? [])).toEqual([...wanted, 'last']);
  expect(git(remote, 'rev-list', '--count', branchOf('dev'))).toBe(String(wanted.length + 1));
});
