import { expect } from '@playwright/test';
import { setUpAnsible } from '../support/ansible';
import { isRunning } from '../support/endpoint-local';
import { deploy, never, orderOf } from '../support/endpoint-orders';
import { commitOf } from '../support/endpoint-services';
import { atOlder, forthAndBack, running } from '../support/forth-and-back';
import { proves, ranAgainst } from '../support/proves';
import { test } from '../support/ssh-host';
import { versionSaid } from '../support/version-said';

test.beforeEach(async () => ranAgainst(test.info(), `Ansible ${await versionSaid('ansible')}`));

test(
  'Ansible: a candidate goes out, an earlier one comes back, and what runs is read from the server',
  proves('command', 'deploy', 'observe', 'find', 'roll-back'),
  async ({ command, host }) => {
    const target = await setUpAnsible(command, host);
    await forthAndBack(command, host, target, 'TASK [make it current]');
  },
);

test(
  'Ansible: a commit that is not there is refused in its words, and what ran still runs',
  proves('command', 'refused'),
  async ({ command, host }) => {
    await atOlder(command, host, await setUpAnsible(command, host));
    const target = await setUpAnsible(command, host);
    const { receipt } = await deploy(command.endpoint, orderOf(target, commitOf('c')));
    expect(receipt).toMatchObject({
      kind: 'refused',
      failure: { kind: 'command-failed', code: 'exit code 2', said: expect.stringContaining('failed=1') },
    });
    expect(await running(command, target)).toMatchObject({ named: host.older });
  },
);

test(
  'Ansible: where it does not end, it is dead with its group once its time is over, TERM or not',
  proves('command', 'hangs'),
  async ({ command, host }) => {
    const target = await setUpAnsible(command, host, { within: '20s', mode: 'stubborn' });
    const { receipt, steps } = await deploy(command.endpoint, orderOf(target, host.newer));
    expect(receipt).toMatchObject({ kind: 'unclear', failure: { code: 'no end within 20 s' } });
    expect(steps.at(-1)).toContain('it was stopped');
    const pid = Number(await host.read('pids'));
    expect(pid).toBeGreaterThan(1);
    expect(isRunning(pid)).toBe(false);
    expect(await running(command, target)).toEqual({ kind: 'nothing' });
  },
);

test(
  'Ansible: that it ends with 0 and has deployed nothing, as where no host is in the group, is not believed',
  proves('command', 'lies', 'find'),
  async ({ command, host }) => {
    await atOlder(command, host, await setUpAnsible(command, host));
    const target = await setUpAnsible(command, host, { group: 'prodcution' });
    const order = orderOf(target, host.newer);
    const { receipt, log } = await deploy(command.endpoint, order);
    expect(receipt, log).toMatchObject({ kind: 'accepted' });
    expect(log).toContain('no hosts matched');
    expect(await running(command, target)).toMatchObject({ named: host.older });
    expect(await command.endpoint.find(order, never)).toBe('unheard of');
  },
);

for (const [where, named] of [
  ['before', 'older'],
  ['after', 'newer'],
] as const) {
  test(
    `Ansible: a connection cut ${where} the release was made current is unclear, and what runs is the ${named} one`,
    proves('command', 'cut', 'find'),
    async ({ command, host }) => {
      await atOlder(command, host, await setUpAnsible(command, host));
      const target = await setUpAnsible(command, host, { mode: where });
      const order = orderOf(target, host.newer);
      const heard = deploy(command.endpoint, order);
      await expect.poll(() => host.read('held'), { timeout: 60_000 }).not.toBeNull();
      host.proxy.cut();
      const { receipt, log } = await heard;
      expect(receipt, log).toMatchObject({ kind: 'unclear', failure: { code: 'exit code 4' } });
      expect(await running(command, target)).toMatchObject({ named: host[named] });
      expect(await command.endpoint.find(order, never)).toMatchObject({ kind: 'unclear', failure: { said: 'begun' } });
    },
  );
}
