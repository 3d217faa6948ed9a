import { createRouterClient, implement } from '@orpc/server';
import { hostContract } from '../../contract/host';
import { settingsSchema, type Settings } from '../../contract/settings';
import type { HostClient } from '../api/engine';

async function* noChanges(settings: Settings): AsyncGenerator<Settings> {
  yield settings;
}

/** The terminal keeps the same host contract as the desktop: secrets come from the environment, notices go to stderr, nothing is stored. */
export const createTerminalHost = (env: NodeJS.ProcessEnv, version: string): HostClient => {
  const host = implement(hostContract);
  const settings = settingsSchema.parse({});
  const router = host.router({
    secrets: {
      get: host.secrets.get.handler(({ input }) => env[`HUMDRUM_SECRET_${input.name}`] ?? null),
      set: host.secrets.set.handler(() => undefined),
      remove: host.secrets.remove.handler(() => undefined),
      list: host.secrets.list.handler(() => []),
    },
    settings: {
      get: host.settings.get.handler(() => settings),
      set: host.settings.set.handler(() => settings),
      watch: host.settings.watch.handler(() => noChanges(settings)),
    },
    notify: host.notify.handler(() => undefined),
    openLink: host.openLink.handler(() => undefined),
    runtime: host.runtime.handler(() => ({
      electron: '', development: false, sandboxed: false, packaged: false, secrets: 'memory' as const, version,
    })), // oxfmt-ignore
    chooseWorkspace: host.chooseWorkspace.handler(() => null),
    chooseFolder: host.chooseFolder.handler(() => null),
    openWorkspace: host.openWorkspace.handler(() => undefined),
  });
  return createRouterClient(router);
};
