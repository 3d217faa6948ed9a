import type { Commit, Iso } from '../../contract/commit';
import { done, failed, type Result } from '../../contract/failure';
import type { Range } from '../release/git-ports';
import { both, countBits, eachBit, without } from './bits';
import { positionsOf } from './graph-file';
import type { Graphs, MirrorGraph } from './graphs';
import type { OpenMirror } from './mirror';
import type { TreePath } from './refs';
import { definition, type OpenComponent, type Walk } from './walk';

/** What a range comes to; immutable, so it is never worked out twice. */
export interface Sum {
  readonly changes: number;
  /** Committer date of the oldest change; null for none. */
  readonly oldest: Iso | null;
}

const keptSums = 20_000;

export const isoOf = (seconds: number): Iso => new Date(seconds * 1000).toISOString();

const sumOf = (changes: number, oldest: number): Sum => ({ changes, oldest: changes === 0 ? null : isoOf(oldest) });

/** null where the graph does not know the commits, or too many would have to be looked at for the path. */
const fromGraph = async (
  { ancestry, touched }: MirrorGraph,
  range: Range,
  path: TreePath,
  signal: AbortSignal,
): Promise<Result<Sum | null>> => {
  const position = (commit: Commit): number | undefined => positionsOf(ancestry.graph, commit)[0];
  const to = position(range.to);
  const from = range.from === null ? null : position(range.from);
  if (to === undefined || from === undefined) return done(null);
  const inRange = without(ancestry.reach(to), from === null ? null : ancestry.reach(from));
  const single = both(inRange, ancestry.single);
  const changes = path === '' ? done(single) : await touched.among(ancestry.graph, single, path, signal);
  if (!changes.ok) return changes;
  if (changes.value === null) return done(null);
  let oldest = Number.POSITIVE_INFINITY;
  eachBit(changes.value, (i) => (oldest = Math.min(oldest, ancestry.graph.dates[i] ?? oldest)));
  return done(sumOf(countBits(changes.value), oldest));
};

const fromGit = async (
  walk: Walk,
  mirror: OpenMirror,
  range: Range,
  path: TreePath,
  signal: AbortSignal,
): Promise<Result<Sum>> => {
  const output = await walk(
    mirror,
    ['rev-list', '--timestamp', ...definition(range, path)],
    [range.from, range.to],
    signal,
  );
  if (!output.ok) return output;
  const lines = output.value
    .toString('latin1')
    .split('\n')
    .filter((line) => line !== '');
  const oldest = lines.reduce((least, line) => Math.min(least, Number.parseInt(line, 10)), Number.POSITIVE_INFINITY);
  return done(sumOf(lines.length, oldest));
};

/** Sums of ranges, in the order asked: from the commit-graph where it knows the commits, else a `rev-list` each. */
export const createSums = (walk: Walk, graphs: Graphs) => {
  const sums = new Map<string, Sum>();
  return async (
    { mirror, path }: OpenComponent,
    ranges: readonly Range[],
    signal: AbortSignal,
  ): Promise<Result<readonly Sum[]>> => {
    const keyOf = (range: Range): string => `${mirror.folder}\n${range.from ?? ''}\n${range.to}\n${path}`;
    if (signal.aborted) return failed({ kind: 'cancelled' });
    const graph = ranges.some((range) => !sums.has(keyOf(range))) ? await graphs(mirror) : null;
    const answers: Sum[] = [];
    for (const range of ranges) {
      const key = keyOf(range);
      const before = sums.get(key) ?? null;
      const read = before || !graph ? done(before) : await fromGraph(graph, range, path, signal);
      if (!read.ok) return read;
      const sum = read.value === null ? await fromGit(walk, mirror, range, path, signal) : done(read.value);
      if (!sum.ok) return sum;
      answers.push(sum.value);
      sums.set(key, sum.value);
      if (sums.size > keptSums) sums.delete(sums.keys().next().value ?? key);
    }
    return done(answers);
  };
};

export type Sums = ReturnType<typeof createSums>;
