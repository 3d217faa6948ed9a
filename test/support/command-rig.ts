import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import type { CommandEndpoint } from '../../contract/endpoint-kinds/command';
import type { Target } from '../../contract/workspace';
import { createCommandEndpoint } from '../../main/endpoints/command/command-endpoint';
import type { Endpoint } from '../../main/release/ports';
import { targetOf } from './endpoint-orders';

export interface CommandRig {
  /** The workspace file's folder: where commands run. */
  readonly folder: string;
  /** What is kept, by name and by the program it is kept for. */
  readonly secrets: Map<string, string>;
  readonly endpoint: Required<Pick<Endpoint, 'find'>> & Endpoint;
  readonly target: (
    config: Pick<CommandEndpoint, 'deploy' | 'observe'> & Partial<CommandEndpoint>,
    more?: Partial<Target>,
  ) => Target;
}

export const commandConfig = (
  config: Pick<CommandEndpoint, 'deploy' | 'observe'> & Partial<CommandEndpoint>,
): CommandEndpoint => ({ kind: 'command', within: '30s', unclear: [255], pass: [], ...config });

/** The endpoint of the kind `command` in a folder of its own. */
export const test = base.extend<{ command: CommandRig }>({
  command: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'humdrum-command-'));
    const secrets = new Map<string, string>();
    const endpoint = createCommandEndpoint({
      folder,
      secrets: { get: async (name, origin) => secrets.get(`${name} ${origin}`) ?? null },
      now: () => new Date().toISOString(),
    });
    const find: CommandRig['endpoint']['find'] = (order, signal) => endpoint.find!(order, signal);
    await use({
      folder,
      secrets,
      endpoint: { ...endpoint, find },
      target: (config, more) => targetOf(commandConfig(config), more),
    });
    await rm(folder, { recursive: true, force: true });
  },
});
