import { createHash } from 'node:crypto';
import type { Commit } from '../../contract/commit';
import { done, failed, type Result } from '../../contract/failure';
import type { BroughtChange } from '../release/git-ports';
import { changeFormat, fixedBy, logArgs, pickChanges, revertedBy } from './changes';
import type { GitContext } from './context';
import { objectHeads } from './objects';
import { pathArgs, type OpenComponent, type Walk } from './walk';

/** Commit → parents, of everything the revisions reach. */
const parentsOf = (output: string): ReadonlyMap<string, readonly string[]> =>
  new Map(
    output.split('\n').map((line) => {
      const [id = '', ...parents] = line.split(' ');
      return [id, parents];
    }),
  );

/**
 * Deals changes out to who reached them first, in the order of `commits`: one walk in all, since what was reached once is not walked
 * again. What is there already was left out by `--not`, and is in no map.
 */
const dealOut = <T>(
  commits: readonly string[],
  parents: ReadonlyMap<string, readonly string[]>,
  changes: ReadonlyMap<string, T>,
): readonly (readonly T[])[] => {
  const reached = new Set<string>();
  return commits.map((commit) => {
    const own: T[] = [];
    const stack = [commit];
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      if (reached.has(at) || !parents.has(at)) continue;
      reached.add(at);
      const change = changes.get(at);
      if (change !== undefined) own.push(change);
      stack.push(...(parents.get(at) ?? []));
    }
    return own;
  });
};

/**
 * What each of several commits, taken one after another, was the first to bring since `since`. A commit that the mirror lacks brought
 * nothing that can be told; where `since` is lacking, the first commit stands for it.
 */
export const createBrought = (context: GitContext, walk: Walk) => {
  /** By mirror and path, what was answered last: of commits that are all there the answer never changes. */
  const kept = new Map<string, { readonly question: string; readonly answer: readonly (readonly BroughtChange[])[] }>();
  return async (
    { mirror, path }: OpenComponent,
    since: Commit | null,
    commits: readonly Commit[],
    signal: AbortSignal,
  ): Promise<Result<readonly (readonly BroughtChange[])[]>> => {
    const place = `${mirror.folder}\n${path}`;
    const question = createHash('sha256')
      .update(JSON.stringify([since, commits]))
      .digest('hex');
    const before = kept.get(place);
    if (before?.question === question) return done(before.answer);
    const asked = [...(since === null ? [] : [since]), ...commits];
    const heads = await objectHeads(context, mirror, asked, signal);
    if (!heads.ok) return failed(heads.failure);
    const here = new Set(asked.filter((_commit, i) => heads.value[i]?.type === 'commit'));
    const first = since !== null && here.has(since) ? since : commits.find((commit) => here.has(commit));
    const tips = [...new Set(commits.filter((commit) => here.has(commit)))];
    if (first === undefined || tips.length === 0) return done(commits.map(() => []));
    const range = [...tips, '--not', first, '--'];
    const [graph, log] = await Promise.all([
      walk(mirror, ['rev-list', '--parents', ...range], tips, signal),
      walk(
        mirror,
        [...logArgs, '--no-merges', '--full-history', changeFormat, ...range, ...pathArgs(path)],
        tips,
        signal,
      ),
    ]);
    if (!graph.ok) return graph;
    if (!log.ok) return log;
    const brought = pickChanges(log.value.toString('utf8'), (change, message) => ({
      commit: change.commit,
      at: change.at,
      subject: change.subject,
      isFix: fixedBy(change.subject),
      reverts: revertedBy(message),
    }));
    const changes = new Map(brought.map((change) => [change.commit as string, change]));
    const answer = dealOut(commits, parentsOf(graph.value.toString('latin1')), changes);
    if (asked.every((commit) => here.has(commit))) kept.set(place, { question, answer });
    return done(answer);
  };
};
