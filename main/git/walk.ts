import type { Commit } from '../../contract/commit';
import { done, failed, type Failure, type Result } from '../../contract/failure';
import type { Component } from '../../contract/workspace';
import type { Range } from '../release/git-ports';
import type { GitContext } from './context';
import { commitMissing, failureOf } from './failures';
import { positionOf } from './graph-file';
import type { Graphs } from './graphs';
import type { MirrorKeeper, OpenMirror } from './mirror';
import { objectHeads } from './objects';
import { rangeName } from './range-name';
import { componentPath, withoutPassword, type TreePath } from './refs';

/** A component's mirror, and the path that limits it; `''` is the whole repository. */
export interface OpenComponent {
  readonly mirror: OpenMirror;
  readonly path: TreePath;
}

export const openComponent = async (mirrors: MirrorKeeper, component: Component): Promise<Result<OpenComponent>> => {
  const path = componentPath(component.path);
  const repository = withoutPassword(component.repository);
  if (path === null)
    return failed({ kind: 'repository-refused', repository, why: 'the path does not stay inside the repository' });
  const mirror = await mirrors.open(component);
  return mirror.ok ? done({ mirror: mirror.value, path }) : mirror;
};

/** The revision arguments of the definition: every number and every list of changes is made with these. */
export const definition = (range: Range, path: TreePath): readonly string[] => [
  '--no-merges',
  '--full-history',
  rangeName(range),
  '--',
  ...pathArgs(path),
];

export const pathArgs = (path: TreePath): readonly string[] => (path === '' ? [] : [path]);

/** Runs git on a mirror and answers what it printed. `commit-missing` where one of `commits` is why it failed. */
export type Walk = (
  mirror: OpenMirror,
  args: readonly string[],
  commits: readonly (Commit | null)[],
  signal: AbortSignal,
) => Promise<Result<Buffer>>;

export const createWalk = (context: GitContext, mirrors: MirrorKeeper, graphs: Graphs): Walk => {
  const whyNot = async (
    mirror: OpenMirror,
    commits: readonly (Commit | null)[],
    failure: Failure,
    signal: AbortSignal,
  ): Promise<Failure> => {
    if (failure.kind !== 'git-failed') return failure;
    const asked = commits.filter((commit): commit is Commit => commit !== null);
    const heads = await objectHeads(context, mirror, asked, signal);
    const missing = heads.ok ? asked.find((_commit, i) => heads.value[i]?.type !== 'commit') : undefined;
    // What the commit-graph lists was here: then the mirror has been damaged.
    const graph = (await graphs(mirror))?.ancestry.graph;
    const wasHere = missing !== undefined && graph !== undefined && positionOf(graph, missing) !== null;
    if (missing !== undefined && !wasHere) return commitMissing(mirror.url, missing).failure;
    mirrors.suspect(mirror.folder);
    return failure;
  };

  return async (mirror, args, commits, signal) => {
    const ended = await context.run({ gitDir: mirror.folder, args, deadlineMs: context.deadlines.read }, signal);
    const failure = failureOf(ended, mirror.url, args[0] ?? 'git');
    if (failure) return failed(await whyNot(mirror, commits, failure, signal));
    return done(ended.how === 'exited' ? ended.stdout : Buffer.alloc(0));
  };
};
