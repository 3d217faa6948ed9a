import { implement } from '@orpc/server';
import { apiContract } from '../../contract/api';
import type { ApiContext } from './engine';

const host = implement(apiContract.host).$context<ApiContext>();

/** What the page asks of the desktop goes through the engine's own line to it. */
export const hostRouter = host.router({
  secrets: {
    // Only the engine reads secrets, for a request it makes; no page ever sees one.
    get: host.secrets.get.handler(() => null),
    set: host.secrets.set.handler(({ context, input }) => context.engine.host.secrets.set(input)),
    remove: host.secrets.remove.handler(({ context, input }) => context.engine.host.secrets.remove(input)),
    list: host.secrets.list.handler(({ context }) => context.engine.host.secrets.list()),
  },
  settings: {
    get: host.settings.get.handler(({ context }) => context.engine.host.settings.get()),
    set: host.settings.set.handler(({ context, input }) => context.engine.host.settings.set(input)),
    watch: host.settings.watch.handler(({ context, signal }) =>
      context.engine.host.settings.watch(undefined, signal ? { signal } : {}),
    ),
  },
  notify: host.notify.handler(({ context, input }) => context.engine.host.notify(input)),
  openLink: host.openLink.handler(({ context, input }) => context.engine.host.openLink(input)),
  runtime: host.runtime.handler(({ context }) => context.engine.host.runtime()),
  chooseWorkspace: host.chooseWorkspace.handler(({ context }) => context.engine.host.chooseWorkspace()),
  chooseFolder: host.chooseFolder.handler(({ context }) => context.engine.host.chooseFolder()),
  openWorkspace: host.openWorkspace.handler(({ context, input }) => context.engine.host.openWorkspace(input)),
});
