import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { setUpCapistrano } from '../support/capistrano';
import { isRunning } from '../support/endpoint-local';
import { deploy, failureOf, never, orderOf } from '../support/endpoint-orders';
import { commitOf } from '../support/endpoint-services';
import { atOlder, forthAndBack, running } from '../support/forth-and-back';
import { proves, ranAgainst } from '../support/proves';
import { test } from '../support/ssh-host';
import { versionSaid } from '../support/version-said';

test.beforeEach(async () => ranAgainst(test.info(), `Capistrano ${await versionSaid('cap')}`));

test(
  'Capistrano: a candidate goes out, an earlier one comes back, and what runs is read from the server',
  proves('command', 'deploy', 'observe', 'find', 'roll-back'),
  async ({ command, host }) => {
    const target = await setUpCapistrano(command, host);
    await forthAndBack(command, host, target, 'deploy:symlink:release');
  },
);

test(
  'Capistrano: a commit that is not there, and a key that is not known, are refused in its words; what ran still runs',
  proves('command', 'refused'),
  async ({ command, host }) => {
    const target = await setUpCapistrano(command, host);
    await atOlder(command, host, target);
    const { receipt } = await deploy(command.endpoint, orderOf(target, commitOf('c')));
    expect(receipt).toMatchObject({ kind: 'refused', failure: { kind: 'command-failed', code: 'exit code 1' } });
    expect(JSON.stringify(failureOf(receipt))).toContain(commitOf('c'));
    expect(await running(command, target)).toMatchObject({ named: host.older });

    await writeFile(join(host.key, '..', 'authorized'), '');
    const locked = await deploy(command.endpoint, orderOf(target, host.newer));
    expect(locked.receipt).toMatchObject({ kind: 'refused', failure: { code: 'exit code 1' } });
    expect(JSON.stringify(locked.receipt)).toContain('Authentication failed');
    expect(await running(command, target)).toMatchObject({
      failure: { said: expect.stringContaining('Permission denied') },
    });
    expect(await host.read('current/version')).toBe('one\n');
  },
);

test(
  'Capistrano: where it does not end, it is dead with its group once its time is over, TERM or not',
  proves('command', 'hangs'),
  async ({ command, host }) => {
    const target = await setUpCapistrano(command, host, { within: '15s' });
    await writeFile(join(command.folder, 'stubborn'), '');
    const { receipt, steps } = await deploy(command.endpoint, orderOf(target, host.newer));
    expect(receipt).toMatchObject({ kind: 'unclear', failure: { code: 'no end within 15 s' } });
    expect(steps.at(-1)).toContain('it was stopped');
    const pids = (await readFile(join(command.folder, 'pids'), 'utf8')).split(' ').map(Number);
    expect(pids).toHaveLength(2);
    expect(pids.filter(isRunning)).toEqual([]);
    expect(await running(command, target)).toEqual({ kind: 'nothing' });
  },
);

test(
  'Capistrano: a server that falls silent is told by its time limit, and what runs is unreadable in time',
  proves('command', 'hangs'),
  async ({ command, host }) => {
    await atOlder(command, host, await setUpCapistrano(command, host));
    const target = await setUpCapistrano(command, host, { within: '25s' });
    await host.make('hold-before');
    const heard = deploy(command.endpoint, orderOf(target, host.newer));
    await expect.poll(() => host.read('held')).not.toBeNull();
    host.proxy.freeze();
    expect((await heard).receipt).toMatchObject({ kind: 'unclear', failure: { code: 'no end within 25 s' } });
    expect(await running(command, target)).toMatchObject({ kind: 'unreadable' });
    await host.make('go');
    await expect.poll(() => host.read('passed-before')).not.toBeNull();
  },
);

test(
  'Capistrano: that it ends with 0 and has deployed nothing, as with --dry-run, is not believed',
  proves('command', 'lies', 'find'),
  async ({ command, host }) => {
    await atOlder(command, host, await setUpCapistrano(command, host));
    const target = await setUpCapistrano(command, host, { dryRun: true });
    const order = orderOf(target, host.newer);
    const { receipt } = await deploy(command.endpoint, order);
    expect(receipt).toMatchObject({ kind: 'accepted' });
    expect(await running(command, target)).toMatchObject({ named: host.older });
    expect(await command.endpoint.find(order, never)).toBe('unheard of');
  },
);

for (const [where, named] of [
  ['before', 'older'],
  ['after', 'newer'],
] as const) {
  test(
    `Capistrano: a connection cut ${where} the release was made current: it says it failed, and what runs is the ${named} one`,
    proves('command', 'cut', 'lies'),
    async ({ command, host }) => {
      const target = await setUpCapistrano(command, host);
      await atOlder(command, host, target);
      await host.make(`hold-${where}`);
      const heard = deploy(command.endpoint, orderOf(target, host.newer));
      await expect.poll(() => host.read('held')).not.toBeNull();
      host.proxy.cut();
      const { receipt, log } = await heard;
      expect(receipt, log).toMatchObject({ kind: 'refused', failure: { code: 'exit code 1' } });
      expect(await running(command, target)).toMatchObject({ named: host[named] });
      await host.make('go');
      await expect.poll(() => host.read(`passed-${where}`)).not.toBeNull();
    },
  );
}

test(
  'Capistrano: with its exit code 1 named as unclear, a connection that was cut is unclear, and find says it was begun',
  proves('command', 'cut', 'find'),
  async ({ command, host }) => {
    const target = await setUpCapistrano(command, host, { unclear: [1, 255] });
    await host.make('hold-before');
    const order = orderOf(target, host.newer);
    const heard = deploy(command.endpoint, order);
    await expect.poll(() => host.read('held')).not.toBeNull();
    host.proxy.cut();
    expect((await heard).receipt).toMatchObject({ kind: 'unclear', failure: { kind: 'command-failed' } });
    expect(await command.endpoint.find(order, never)).toMatchObject({ kind: 'unclear', failure: { said: 'begun' } });
    await host.make('go');
    await expect.poll(() => host.read('passed-before')).not.toBeNull();
  },
);
