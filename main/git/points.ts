import type { Commit } from '../../contract/commit';
import { done, type Result } from '../../contract/failure';
import type { Point } from '../../contract/snapshot';
import type { Component } from '../../contract/workspace';
import type { GitContext } from './context';
import { isoOf } from './counts';
import { commitMissing } from './failures';
import type { Graphs } from './graphs';
import type { OpenMirror } from './mirror';
import { objectContents } from './objects';
import { createVersions } from './versions';

/** Of a raw commit: `committer Name <email> 1700000000 +0100`, before the empty line that begins the message. */
const committedAt = (raw: Buffer): number =>
  Number(/^committer .*> (\d+) [+-]\d+$/m.exec(raw.toString('utf8').split('\n\n')[0] ?? '')?.[1] ?? 0);

/** Commits with their names and dates: dates from the graph where it knows them, else from the commits themselves. */
export const createPoints =
  (context: GitContext, graphs: Graphs) =>
  async (
    component: Component,
    mirror: OpenMirror,
    commits: readonly Commit[],
    signal: AbortSignal,
  ): Promise<Result<readonly Point[]>> => {
    const ancestry = (await graphs(mirror))?.ancestry;
    const dates = new Map<Commit, number>();
    for (const commit of commits) {
      const date = ancestry?.graph.dates[ancestry.position(commit) ?? -1];
      if (date !== undefined) dates.set(commit, date);
    }
    const others = [...new Set(commits)].filter((commit) => !dates.has(commit));
    const contents = await objectContents(
      context,
      mirror,
      others.map((commit) => `${commit}^{commit}`),
      signal,
    );
    if (!contents.ok) return contents;
    for (const [i, commit] of others.entries()) {
      const raw = contents.value[i];
      if (!raw) return commitMissing(mirror.url, commit);
      dates.set(commit, committedAt(raw));
    }
    const versionOf = createVersions(component, mirror.listing);
    return done(commits.map((commit) => ({ commit, version: versionOf(commit), at: isoOf(dates.get(commit) ?? 0) })));
  };

export type Points = ReturnType<typeof createPoints>;
