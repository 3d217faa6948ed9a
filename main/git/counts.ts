import type { Iso } from '../../contract/commit';
import { done, failed, type Result } from '../../contract/failure';
import type { Range } from '../release/git-ports';
import { eachBit, hasBit } from './bits';
import type { Graphs, MirrorGraph } from './graphs';
import type { OpenMirror } from './mirror';
import { rangeName } from './range-name';
import type { TreePath } from './refs';
import { remembering, type Remembered } from './remember';
import { definition, type OpenComponent, type Walk } from './walk';

/** What a range comes to; immutable, so it is never worked out twice. */
export interface Sum {
  readonly changes: number;
  /** Committer date of the oldest change, seconds; null for none. */
  readonly oldest: number | null;
}

/** Of a component: more than its stages have been apart in a year. */
const keptSums = 500;

export const isoOf = (seconds: number): Iso => new Date(seconds * 1000).toISOString();

const sumOf = (changes: number, oldest: number): Sum => ({ changes, oldest: changes === 0 ? null : oldest });

/** null where the graph does not know the commits. */
const fromGraph = async (
  { ancestry, touched }: MirrorGraph,
  range: Range,
  path: TreePath,
  signal: AbortSignal,
): Promise<Result<Sum | null>> => {
  const changes = ancestry.changes(range);
  if (changes === null) return done(null);
  const { dates } = ancestry.graph;
  let [count, oldest] = [0, Number.POSITIVE_INFINITY];
  const add = (i: number): void => {
    count += 1;
    oldest = Math.min(oldest, dates[i] ?? oldest);
  };
  if (path === '') eachBit(changes, add);
  else {
    const failure = await touched.learn(ancestry.graph, changes, signal);
    if (failure) return failed(failure);
    const touching = touched.at(ancestry.graph, path);
    if (touching === null) return done(null);
    for (const i of touching) if (hasBit(changes, i)) add(i);
  }
  return done(sumOf(count, oldest));
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
  /** What limits the walk → its ranges. */
  const known = new Map<string, Remembered<Sum>>();
  const sumsOf = (folder: string, path: TreePath): Remembered<Sum> => {
    const key = `${folder}\n${path}`;
    const sums = known.get(key) ?? remembering<Sum>(keptSums);
    known.set(key, sums);
    return sums;
  };
  return async (
    { mirror, path }: OpenComponent,
    ranges: readonly Range[],
    signal: AbortSignal,
  ): Promise<Result<readonly Sum[]>> => {
    if (signal.aborted) return failed({ kind: 'cancelled' });
    const sums = sumsOf(mirror.folder, path);
    const before = ranges.map((range) => sums.get(rangeName(range)) ?? null);
    const graph = before.includes(null) ? await graphs(mirror) : null;
    const answers: Sum[] = [];
    for (const [at, range] of ranges.entries()) {
      const kept = before[at] ?? null;
      const read = kept || !graph ? done(kept) : await fromGraph(graph, range, path, signal);
      if (!read.ok) return read;
      const sum = read.value === null ? await fromGit(walk, mirror, range, path, signal) : done(read.value);
      if (!sum.ok) return sum;
      answers.push(sum.value);
      if (!kept) sums.set(rangeName(range), sum.value);
    }
    return done(answers);
  };
};

export type Sums = ReturnType<typeof createSums>;
