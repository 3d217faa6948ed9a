import { commitSchema, type Change, type Commit } from '../../contract/commit';
import { done, failed, type Result } from '../../contract/failure';
import type { Point } from '../../contract/snapshot';
import type { Component } from '../../contract/workspace';
import type { Range } from '../release/git-ports';
import type { Ancestry } from './ancestry';
import { hasBit } from './bits';
import { changeFormat, logArgs, parseChanges } from './changes';
import { idAt } from './graph-file';
import type { Graphs } from './graphs';
import { keepLog, readKeptLog } from './kept-log';
import type { ReadChanges } from './read-changes';
import { rangeName } from './range-name';
import { remembering } from './remember';
import { candidateTags } from './tags';
import { createVersions } from './versions';
import { pathArgs, type OpenComponent, type Walk } from './walk';

const keptLogs = 2000;

export type CandidatePoint = Point & { readonly subject: string };

interface Asked {
  readonly component: Component;
  readonly open: OpenComponent;
  readonly range: Range;
  readonly limit: number;
}

/** null where the graph does not know the range. */
const endsOf = (ancestry: Ancestry, range: Range): { readonly to: number; readonly from: number | null } | null => {
  const to = ancestry.position(range.to);
  const from = range.from === null ? null : ancestry.position(range.from);
  return to === null || (from === null && range.from !== null) ? null : { to, from };
};

/**
 * A component's candidates in a range, newest first. Commits: the first-parent line of mainline; where the component is a path of a
 * monorepo, those that bring a change of it (a merge does when it differs from its first parent). Tags: the commits they stand at.
 */
export const createCandidates = (walk: Walk, graphs: Graphs, readChanges: ReadChanges) => {
  const tagged = async ({ component, open, range }: Asked, signal: AbortSignal): Promise<Result<readonly Commit[]>> => {
    const { mirror } = open;
    const commits = [...new Set(candidateTags(component, mirror.listing).map((tag) => tag.commit))];
    const ancestry = (await graphs(mirror))?.ancestry;
    const ends = ancestry ? endsOf(ancestry, range) : null;
    if (ancestry && ends) {
      const inside = ancestry.reach(ends.to);
      const outside = ends.from === null ? null : ancestry.reach(ends.from);
      const isIn = (at: number): boolean => hasBit(inside, at) && !(outside && hasBit(outside, at));
      return done(commits.filter((commit) => isIn(ancestry.position(commit) ?? -1)));
    }
    const output = await walk(mirror, ['rev-list', rangeName(range), '--'], [range.from, range.to], signal);
    if (!output.ok) return output;
    const ids = new Set(output.value.toString('latin1').split('\n'));
    return done(commits.filter((commit) => ids.has(commit)));
  };

  /** From memory, for every component of a monorepo at once; null where the graph does not know the range. */
  const onLine = async (
    { open, range, limit }: Asked,
    signal: AbortSignal,
  ): Promise<Result<readonly Commit[] | null>> => {
    const graph = await graphs(open.mirror);
    const ends = graph && endsOf(graph.ancestry, range);
    if (!graph || !ends) return done(null);
    const { ancestry, touched } = graph;
    const line = ancestry.line(ends.from, ends.to);
    const failure = await touched.learn(ancestry.graph, line.has, signal);
    if (failure) return failed(failure);
    const touching = touched.at(ancestry.graph, open.path);
    if (touching === null) return done(null);
    const places = touching.map(line.placeOf).filter((place) => place >= 0);
    const newest = places.sort((a, b) => a - b).slice(0, limit);
    return done(newest.map((place) => commitSchema.parse(idAt(ancestry.graph, line.commits[place] ?? -1))));
  };

  /** null: git has to be asked. */
  const inMonorepo = async (asked: Asked, signal: AbortSignal): Promise<Result<readonly Change[] | null>> => {
    if (asked.open.path === '') return done(null);
    const isTags = asked.component.candidates.kind === 'tags';
    const commits = isTags ? await tagged(asked, signal) : await onLine(asked, signal);
    if (!commits.ok || commits.value === null) return commits.ok ? done(null) : commits;
    const changes = await readChanges(asked.open.mirror, commits.value, signal);
    if (!changes.ok || !isTags) return changes;
    return done([...changes.value].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)).slice(0, asked.limit));
  };

  // The log of two commits never changes; only the names that tags give them do.
  const logs = remembering<readonly Change[]>(keptLogs);

  const fromLog = async (asked: Asked, signal: AbortSignal): Promise<Result<readonly Change[]>> => {
    const { component, open, range, limit } = asked;
    const { mirror, path } = open;
    const log = [...logArgs, changeFormat, `--max-count=${limit}`];
    let args = [...log, '--first-parent', rangeName(range), '--', ...pathArgs(path)];
    if (component.candidates.kind === 'tags') {
      const commits = await tagged(asked, signal);
      if (!commits.ok) return commits;
      if (commits.value.length === 0) return done([]);
      args = [...log, '--no-walk=sorted', ...commits.value, '--'];
    }
    const key = [mirror.folder, ...args].join('\n');
    let changes = logs.get(key);
    if (!changes) {
      // The mirror's folder is no part of what was asked: it may be moved.
      const [slot, said] = [`${component.candidates.kind} ${limit} ${path}`, args.join('\n')];
      const kept = await readKeptLog(mirror.folder, slot, said);
      const output = kept ? done(kept) : await walk(mirror, args, [range.from, range.to], signal);
      if (!output.ok) return output;
      if (!kept) void keepLog(mirror.folder, slot, said, output.value);
      changes = parseChanges(output.value.toString('utf8'));
      logs.set(key, changes);
    }
    return done(changes);
  };

  return async (
    component: Component,
    open: OpenComponent,
    range: Range,
    limit: number,
    signal: AbortSignal,
  ): Promise<Result<readonly CandidatePoint[]>> => {
    const asked = { component, open, range, limit };
    const known = await inMonorepo(asked, signal);
    if (!known.ok) return known;
    const changes = known.value === null ? await fromLog(asked, signal) : done(known.value);
    if (!changes.ok) return changes;
    const versionOf = createVersions(component, open.mirror.listing);
    return done(changes.value.map(({ commit, at, subject }) => ({ commit, version: versionOf(commit), at, subject })));
  };
};
