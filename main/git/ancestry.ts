import type { Commit } from '../../contract/commit';
import type { Range } from '../release/git-ports';
import { both, hasBit, noBits, setBit, without, type Bits } from './bits';
import { createLines, type Line } from './first-line';
import { positionOf, type CommitGraph } from './graph-file';
import { rangeName } from './range-name';
import { remembering, type Remembered } from './remember';

const keptTips = 64;
/** Between environments of a monorepo: every component of it asks for the same few. */
const keptRanges = 256;
const keptPositions = 10_000;

/** Walks one graph in memory; the sets of the last tips asked for are kept, so that one walk serves every question about a tip. */
export interface Ancestry {
  readonly graph: CommitGraph;
  /** null where the graph does not know it. */
  position(commit: Commit): number | null;
  /** The commit and everything it can reach. */
  reach(position: number): Bits;
  /** What `rev-list --no-merges` lists for a range; null where the graph does not know its ends. The same set for the same question. */
  changes(range: Range): Bits | null;
  /** What `rev-list --first-parent` lists, newest first. */
  line(from: number | null, to: number): Line;
}

const walk = (graph: CommitGraph, from: number): Bits => {
  const seen = noBits(graph.count);
  const stack = [from];
  setBit(seen, from);
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const end = graph.parentStart[at + 1] ?? 0;
    for (let i = graph.parentStart[at] ?? 0; i < end; i += 1) {
      const parent = graph.parents[i] ?? 0;
      if (hasBit(seen, parent)) continue;
      setBit(seen, parent);
      stack.push(parent);
    }
  }
  return seen;
};

export const createAncestry = (graph: CommitGraph): Ancestry => {
  const reached = remembering<Bits>(keptTips);
  const ranges = remembering<Bits | null>(keptRanges);
  const positions = remembering<number | null>(keptPositions);
  const single = noBits(graph.count);
  for (let i = 0; i < graph.count; i += 1)
    if ((graph.parentStart[i + 1] ?? 0) - (graph.parentStart[i] ?? 0) <= 1) setBit(single, i);

  const kept = <T>(cache: Remembered<T>, key: string, make: () => T): T => {
    const known = cache.get(key);
    if (known !== undefined) return known;
    const made = make();
    cache.set(key, made);
    return made;
  };
  const reach = (position: number): Bits => kept(reached, String(position), () => walk(graph, position));
  const position = (commit: Commit): number | null => kept(positions, commit, () => positionOf(graph, commit));
  const changes = (range: Range): Bits | null =>
    kept(ranges, rangeName(range), () => {
      const [to, from] = [position(range.to), range.from === null ? null : position(range.from)];
      if (to === null || (from === null && range.from !== null)) return null;
      return both(without(reach(to), from === null ? null : reach(from)), single);
    });
  return {
    graph,
    line: createLines(graph, reach),
    position,
    reach,
    changes,
  };
};

/** The newest commit on the first-parent line from `tip` that was committed at `seconds` or before. */
export const firstParentBefore = (graph: CommitGraph, tip: number, seconds: number): number | null => {
  for (let at: number | null = tip; at !== null;) {
    if ((graph.dates[at] ?? 0) <= seconds) return at;
    const start: number = graph.parentStart[at] ?? 0;
    at = start < (graph.parentStart[at + 1] ?? 0) ? (graph.parents[start] ?? null) : null;
  }
  return null;
};
