import { join } from 'node:path';
import { done, failed, type Failure, type Result } from '../contract/failure';
import type { Workspace } from '../contract/workspace';
import type { Engine, HostClient } from './api/engine';
import { prepareDemo, rebuildDemo } from './demo-workspace';
import { createGitStarter } from './git/starter';
import { startGit } from './git/start-git';
import { brokenSnapshot } from './release/board/broken-snapshot';
import { createFeed } from './release/board/feed';
import { refresh } from './release/refresh';
import type { Scripts } from './scripts';
import { createWorkspaces } from './workspace/read';
import { createTrust } from './workspace/trust';
import { createNewWorkspaces } from './new-workspace';
import { openWorkspace, type OpenWorkspace } from './open-workspace';

export interface EngineOptions {
  /** null: the demo system. */
  readonly file: string | null;
  readonly data: string;
  readonly scripts: Scripts;
  readonly host: HostClient;
  /** The window goes on reading and promotes what goes by itself; the terminal reads when it is asked to. */
  readonly live: boolean;
}

const notOpen: Failure = { kind: 'cancelled' };

/** Opens a workspace and keeps it open: a file that does not read says why, and is read again when it changes. */
export const createEngine = async (options: EngineOptions): Promise<Engine> => {
  const { data, scripts, host } = options;
  // The window's engine is large, the terminal's is not. The starter of git starts while the workspace file is read.
  const starter = options.live ? createGitStarter(scripts.gitStarter) : null;
  const feed = createFeed();
  const trust = createTrust(join(data, 'trust.json'));
  const workspaces = createWorkspaces(scripts.parser, join(data, 'parsed'));
  const closing = new AbortController();
  let open: Result<OpenWorkspace> = failed(notOpen);
  let file = options.file ?? '';

  const broken = (failure: Failure): void => {
    open = failed(failure);
    feed.publish(brokenSnapshot(file, failure, feed.last()));
  };

  const enter = async (workspace: Workspace): Promise<void> => {
    const opened = await openWorkspace(workspace, {
      data,
      scripts,
      host,
      startGit: starter?.start ?? startGit,
      trust,
      feed,
      live: options.live,
      demo: options.file === null,
    });
    if (!opened.ok) return broken(opened.failure);
    open = opened;
  };

  const read = async (): Promise<void> => {
    const workspace = await workspaces.read(file, closing.signal);
    if (closing.signal.aborted) return;
    // A file that stops reading leaves the board as it was, with the reason above it.
    if (!workspace.ok) return open.ok ? open.value.misread(workspace.failure) : broken(workspace.failure);
    if (open.ok && open.value.take(workspace.value)) return;
    if (open.ok) await open.value.close();
    await enter(workspace.value);
  };

  const demo = { data, scripts, workspaces, trust, signal: closing.signal };
  if (options.file === null) {
    const prepared = await prepareDemo(demo);
    file = prepared.ok ? prepared.value : join(data, 'demo', 'humdrum.yml');
    if (!prepared.ok) broken(prepared.failure);
    // Half a demo is not opened: what is said of it is why it could not be built.
    else await read();
  } else await read();
  const unwatch = options.live ? workspaces.watch(file, () => void read()) : (): void => undefined;

  return {
    feed,
    host,
    session: () => (open.ok ? done(open.value.session) : open),
    refresh: async () => {
      if (!open.ok) return open;
      await refresh(open.value.session, open.value.session.signal);
      await open.value.flush();
      return done(null);
    },
    trust: async (hash) => {
      if (!open.ok) return open;
      const { workspace } = open.value.session;
      // What was read on screen must be what is trusted: the file may have changed meanwhile.
      if (hash !== workspace.acts.hash) return failed({ kind: 'untrusted', acts: workspace.acts.list });
      const trusted = await trust.trust(workspace);
      if (trusted.ok) void refresh(open.value.session, open.value.session.signal);
      return trusted;
    },
    newWorkspaces: createNewWorkspaces({
      data,
      scripts,
      startGit: starter?.start ?? startGit,
      host,
      trust,
      workspaces,
    }),
    resetDemo: async () => {
      if (options.file !== null) return failed({ kind: 'no-such', what: 'demo', name: file, known: [] });
      if (open.ok) await open.value.close();
      const rebuilt = await rebuildDemo(demo);
      if (!rebuilt.ok) {
        broken(rebuilt.failure);
        return rebuilt;
      }
      open = failed(notOpen);
      await read();
      return done(null);
    },
    close: async () => {
      closing.abort();
      unwatch();
      if (open.ok) await open.value.close();
      starter?.close();
    },
  };
};
