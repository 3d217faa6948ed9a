import type { Component } from '../../contract/workspace';
import type { Diffs, History, Mirrors, Source } from '../release/git-ports';
import { createAskRemote } from './ask-remote';
import { defaultDeadlines, type Deadlines, type GitContext } from './context';
import { createDiffs } from './diffs';
import type { UserAccess } from './environment';
import { createGraphs } from './graphs';
import { createHistory } from './history';
import { createLimit } from './limit';
import { createMirrors } from './mirror';
import { createRunGit } from './run';
import { createSimple } from './simple';
import { createSource } from './source';
import { startGit, type StartGit } from './start-git';
import { readUserAccess } from './user-config';
import { createWalk } from './walk';

export interface GitOptions {
  /** Owned by the app; made when needed. The app and the terminal may share it. */
  readonly mirrorsFolder: string;
  /** How many git processes may work on mirrors at once: about one a core. Talks with remotes have places of their own. */
  readonly concurrency: number;
  /** ISO 8601, UTC. */
  readonly now: () => string;
  readonly componentOf: (name: string) => Component | undefined;
  /** Default: this process's. Only what git needs of it is handed on. */
  readonly env?: NodeJS.ProcessEnv;
  readonly deadlines?: Partial<Deadlines>;
  /** Default: in this process, which suits a small one. */
  readonly start?: StartGit;
}

export interface Git {
  readonly mirrors: Mirrors;
  readonly history: History;
  readonly diffs: Diffs;
  readonly source: Source;
}

/** All of git for one open workspace. Nothing runs and nothing is written until something is asked. */
export const createGit = (options: GitOptions): Git => {
  const env = options.env ?? process.env;
  let access: Promise<UserAccess> | null = null;
  const run = createRunGit({
    env,
    local: createLimit(options.concurrency),
    near: createLimit(options.concurrency),
    far: createLimit(Math.max(8, options.concurrency)),
    access: () => (access ??= readUserAccess(env)),
    start: options.start ?? startGit,
  });
  const context: GitContext = {
    run,
    simple: createSimple(env),
    mirrorsFolder: options.mirrorsFolder,
    deadlines: { ...defaultDeadlines, ...options.deadlines },
    now: options.now,
  };
  const ask = createAskRemote(context);
  const mirrors = createMirrors(context, ask);
  const graphs = createGraphs(context);
  const walk = createWalk(context, mirrors, graphs);
  return {
    mirrors,
    history: createHistory(context, mirrors, graphs, walk),
    diffs: createDiffs(context, mirrors, walk),
    source: createSource(context, mirrors, ask, options.componentOf),
  };
};
