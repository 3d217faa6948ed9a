import { implement, type RouterClient } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import type { MessagePortMain } from 'electron';
import { hostContract, type Runtime } from '../../contract/host';
import type { SecretStore } from './secrets';
import type { SettingsStore } from './settings';

export interface HostParts {
  readonly secrets: SecretStore;
  readonly settings: SettingsStore;
  readonly runtime: () => Runtime;
  readonly notify: (title: string, body: string) => unknown;
  readonly openLink: (url: string) => Promise<void>;
  readonly chooseWorkspace: () => Promise<string | null>;
  readonly chooseFolder: () => Promise<string | null>;
  readonly openWorkspace: (file: string) => void;
}

const hostRouter = (parts: HostParts) => {
  const host = implement(hostContract);
  return host.router({
    secrets: {
      get: host.secrets.get.handler(async ({ input }) => parts.secrets.get(input.name, input.origin)),
      set: host.secrets.set.handler(async ({ input }) => parts.secrets.set(input.name, input.origin, input.value)),
      remove: host.secrets.remove.handler(async ({ input }) => parts.secrets.remove(input.name, input.origin)),
      list: host.secrets.list.handler(async () => parts.secrets.list()),
    },
    settings: {
      get: host.settings.get.handler(() => parts.settings.settings()),
      set: host.settings.set.handler(({ input }) => parts.settings.change(input)),
      watch: host.settings.watch.handler(({ signal }) => parts.settings.watch(signal)),
    },
    notify: host.notify.handler(({ input }) => {
      parts.notify(input.title, input.body);
    }),
    openLink: host.openLink.handler(async ({ input }) => parts.openLink(input.url)),
    runtime: host.runtime.handler(() => parts.runtime()),
    chooseWorkspace: host.chooseWorkspace.handler(async () => parts.chooseWorkspace()),
    chooseFolder: host.chooseFolder.handler(async () => parts.chooseFolder()),
    openWorkspace: host.openWorkspace.handler(async ({ input }) => parts.openWorkspace(input.file)),
  });
};

/** What the engine holds at the other end of its host port. */
export type Host = RouterClient<ReturnType<typeof hostRouter>>;

/** Answers the engine's host contract over `port`. */
export const serveHost = (parts: HostParts): ((port: MessagePortMain) => void) => {
  const handler = new RPCHandler(hostRouter(parts));
  return (port) => {
    handler.upgrade(port);
    port.start();
  };
};
