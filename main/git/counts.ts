import type { Iso } from '../../contract/commit';
import { done, failed, type Result } from '../../contract/failure';
import type { Range } from '../release/git-ports';
import { eachBit, hasBit } from './bits';
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

/** null where the graph does not know the commits. */
const fromGraph = async (
  { ancestry, touched }: MirrorGraph,
  range: Range,
  path: TreePath,
  signal: AbortSignal,
): Promise<Result<Sum | null>> => {
  const to = ancestry.position(range.to);
  const from = range.from === null ? null : ancestry.position(range.from);
  if (to === null || (from === null && range.from !== null)) return done(null);
  const changes = ancestry.between(from, to);
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
