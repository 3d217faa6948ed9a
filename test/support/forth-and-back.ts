import { expect } from '@playwright/test';
import type { Target } from '../../contract/workspace';
import type { CommandRig } from './command-rig';
import { deploy, never, orderOf } from './endpoint-orders';
import type { SshHost } from './ssh-host';

/** What a target of a command runs, as it is observed. */
export const running = async (command: CommandRig, target: Target) =>
  (await command.endpoint.observe(target, never)).outcome;

/** Deploys the older candidate, for a test that begins where that runs. */
export const atOlder = async (command: CommandRig, host: SshHost, target: Target): Promise<void> => {
  const heard = await deploy(command.endpoint, orderOf(target, host.older));
  expect(heard.receipt, heard.log).toMatchObject({ kind: 'accepted' });
};

/** From nothing to the older candidate, the newer and back: each order unheard of before and found after. @param says what the tool's log has each time */
export const forthAndBack = async (command: CommandRig, host: SshHost, target: Target, says: string): Promise<void> => {
  expect(await running(command, target)).toEqual({ kind: 'nothing' });
  for (const commit of [host.older, host.newer, host.older]) {
    const order = orderOf(target, commit);
    expect(await command.endpoint.find(order, never)).toBe('unheard of');
    const { receipt, log } = await deploy(command.endpoint, order);
    expect(receipt, log).toMatchObject({ kind: 'accepted' });
    expect(log).toContain(says);
    expect(await running(command, target)).toMatchObject({ kind: 'running', named: commit });
    expect(await command.endpoint.find(order, never)).toMatchObject({ kind: 'accepted' });
  }
  expect(await host.read('current/version')).toBe('one\n');
};
