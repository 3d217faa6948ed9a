import { hasBit, noBits, setBit, type Bits } from './bits';
import type { CommitGraph } from './graph-file';

const kept = 64;

/** Walks one graph in memory; the sets of the last tips asked for are kept, so that one walk serves every question about a tip. */
export interface Ancestry {
  readonly graph: CommitGraph;
  /** The commit and everything it can reach. */
  reach(position: number): Bits;
  /** Commits with at most one parent: what `--no-merges` leaves. */
  readonly single: Bits;
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
  const reached = new Map<number, Bits>();
  const single = noBits(graph.count);
  for (let i = 0; i < graph.count; i += 1)
    if ((graph.parentStart[i + 1] ?? 0) - (graph.parentStart[i] ?? 0) <= 1) setBit(single, i);
  return {
    graph,
    single,
    reach: (position) => {
      const bits = reached.get(position) ?? walk(graph, position);
      // Re-inserted: the first key is then the one not asked for the longest.
      reached.delete(position);
      reached.set(position, bits);
      if (reached.size > kept) reached.delete(reached.keys().next().value ?? position);
      return bits;
    },
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
