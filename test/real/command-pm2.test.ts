import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { isRunning } from '../support/endpoint-local';
import { deploy, never, orderOf } from '../support/endpoint-orders';
import { commitOf } from '../support/endpoint-services';
import { installPm2, pm2App, setUpPm2, type Pm2, type Program } from '../support/pm2';
import { proves, ranAgainst } from '../support/proves';
import { test as base } from '../support/ssh-host';

interface Pm2Rig extends Pm2 {
  /** What the app answers. */
  readonly running: () => Promise<unknown>;
}

/** pm2 itself is fetched once, into a folder of its own. */
const test = base.extend<{ pm2: Pm2Rig }, { program: Program }>({
  program: [
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'humdrum-pm2-'));
      await use(await installPm2(folder));
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  app: pm2App,
  pm2: async ({ command, host, program }, use, info) => {
    const pm2 = await setUpPm2(command, host, program.path);
    ranAgainst(info, `pm2 ${program.version}`);
    const running = async () => (await command.endpoint.observe(pm2.target, never)).outcome;
    expect(await running()).toEqual({ kind: 'nothing' });
    const heard = await deploy(command.endpoint, orderOf(pm2.target, host.older));
    expect(heard.receipt, heard.log).toMatchObject({ kind: 'accepted' });
    await expect.poll(running).toMatchObject({ kind: 'running', named: host.older });
    await use({ ...pm2, running });
    await pm2.end();
  },
});

test(
  'pm2: a candidate goes out, an earlier one comes back, and what runs is what the app answers',
  proves('command', 'deploy', 'observe', 'roll-back'),
  async ({ command, host, pm2 }) => {
    for (const commit of [host.newer, host.older]) {
      const { receipt, log } = await deploy(command.endpoint, orderOf(pm2.target, commit));
      expect(receipt, log).toMatchObject({ kind: 'accepted' });
      expect(log).toContain('--> Success');
      await expect.poll(pm2.running).toMatchObject({ kind: 'running', named: commit });
    }
  },
);

test(
  'pm2: a commit that is not there is refused in its words, and what ran still runs',
  proves('command', 'refused'),
  async ({ command, host, pm2 }) => {
    const { receipt } = await deploy(command.endpoint, orderOf(pm2.target, commitOf('c')));
    expect(receipt).toMatchObject({
      kind: 'refused',
      failure: { kind: 'command-failed', code: 'exit code 1', said: expect.stringContaining('git reset failed') },
    });
    expect(await pm2.running()).toMatchObject({ named: host.older });
  },
);

test(
  'pm2: where it does not end, it is dead with its group once its time is over, TERM or not',
  proves('command', 'hangs'),
  async ({ command, host, pm2 }) => {
    await host.make('stubborn');
    const { receipt } = await deploy(command.endpoint, orderOf(pm2.target, host.newer));
    expect(receipt).toMatchObject({ kind: 'unclear', failure: { code: 'no end within 15 s' } });
    const pid = Number(await host.read('pid'));
    expect(pid).toBeGreaterThan(1);
    expect(isRunning(pid)).toBe(false);
    expect(await pm2.running()).toMatchObject({ named: host.older });
  },
);

test(
  'pm2: that it says Success, and its own list names the new commit, is not believed where the app was not started again',
  proves('command', 'lies'),
  async ({ command, host, pm2 }) => {
    await host.make('lie');
    const { receipt, log } = await deploy(command.endpoint, orderOf(pm2.target, host.newer));
    expect(receipt, log).toMatchObject({ kind: 'accepted' });
    expect((await host.read('.deploys'))?.trim().split('\n').at(-1)).toBe(host.newer);
    expect(await pm2.running()).toMatchObject({ kind: 'running', named: host.older });
  },
);

for (const [where, named] of [
  ['before', 'older'],
  ['after', 'newer'],
] as const) {
  test(
    `pm2: a connection cut ${where} the app was started again: it says it failed, and what runs is the ${named} one`,
    proves('command', 'cut'),
    async ({ command, host, pm2 }) => {
      await host.make(`hold-${where}`);
      const heard = deploy(command.endpoint, orderOf(pm2.target, host.newer));
      await expect.poll(() => host.read('held')).not.toBeNull();
      host.proxy.cut();
      const { receipt, log } = await heard;
      expect(receipt, log).toMatchObject({ kind: 'refused', failure: { code: 'exit code 1' } });
      await expect.poll(pm2.running).toMatchObject({ named: host[named] });
    },
  );
}
