import type { Change, Commit } from '../../contract/commit';
import { done, type Result } from '../../contract/failure';
import type { Point } from '../../contract/snapshot';
import type { Component } from '../../contract/workspace';
import type { Range } from '../release/git-ports';
import { hasBit } from './bits';
import { changeFormat, logArgs, parseChanges } from './changes';
import { positionsOf } from './graph-file';
import type { Graphs } from './graphs';
import { keepLog, readKeptLog } from './kept-log';
import { remembering } from './remember';
import { candidateTags, createVersions } from './versions';
import { pathArgs, revisions, type OpenComponent, type Walk } from './walk';

const keptLogs = 2000;

export type CandidatePoint = Point & { readonly subject: string };

/**
 * A component's candidates in a range, newest first. Commits: the first-parent line of mainline; where the component is a path of a
 * monorepo, those that bring a change of it (a merge does when it differs from its first parent). Tags: the commits they stand at.
 */
export const createCandidates = (walk: Walk, graphs: Graphs) => {
  const tagged = async (
    component: Component,
    { mirror }: OpenComponent,
    range: Range,
    signal: AbortSignal,
  ): Promise<Result<readonly Commit[]>> => {
    const commits = [...new Set(candidateTags(component, mirror.listing).map((tag) => tag.commit))];
    const graph = await graphs(mirror);
    const position = (commit: Commit): number | undefined =>
      graph ? positionsOf(graph.ancestry.graph, commit)[0] : undefined;
    const [to, from] = [position(range.to), range.from === null ? null : position(range.from)];
    if (graph && to !== undefined && from !== undefined) {
      const inside = graph.ancestry.reach(to);
      const outside = from === null ? null : graph.ancestry.reach(from);
      const isIn = (at: number): boolean => hasBit(inside, at) && !(outside && hasBit(outside, at));
      return done(commits.filter((commit) => [position(commit) ?? -1].some((at) => at >= 0 && isIn(at))));
    }
    const output = await walk(mirror, ['rev-list', revisions(range), '--'], [range.from, range.to], signal);
    if (!output.ok) return output;
    const ids = new Set(output.value.toString('latin1').split('\n'));
    return done(commits.filter((commit) => ids.has(commit)));
  };

  // The log of two commits never changes; only the names that tags give them do.
  const logs = remembering<readonly Change[]>(keptLogs);

  return async (
    component: Component,
    open: OpenComponent,
    range: Range,
    limit: number,
    signal: AbortSignal,
  ): Promise<Result<readonly CandidatePoint[]>> => {
    const { mirror, path } = open;
    const log = [...logArgs, changeFormat, `--max-count=${limit}`];
    let args = [...log, '--first-parent', revisions(range), '--', ...pathArgs(path)];
    if (component.candidates.kind === 'tags') {
      const commits = await tagged(component, open, range, signal);
      if (!commits.ok) return commits;
      if (commits.value.length === 0) return done([]);
      args = [...log, '--no-walk=sorted', ...commits.value, '--'];
    }
    const key = [mirror.folder, ...args].join('\n');
    let changes = logs.get(key);
    if (!changes) {
      // The mirror's folder is no part of what was asked: it may be moved.
      const [slot, asked] = [`${component.candidates.kind} ${limit} ${path}`, args.join('\n')];
      const kept = await readKeptLog(mirror.folder, slot, asked);
      const output = kept ? done(kept) : await walk(mirror, args, [range.from, range.to], signal);
      if (!output.ok) return output;
      if (!kept) void keepLog(mirror.folder, slot, asked, output.value);
      changes = parseChanges(output.value.toString('utf8'));
      logs.set(key, changes);
    }
    const versionOf = createVersions(component, mirror.listing);
    return done(
      changes.map(({ commit, at, subject }) => ({
        commit,
        version: versionOf(commit),
        at,
        subject,
      })),
    );
  };
};
