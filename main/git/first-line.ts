import { hasBit, noBits, setBit, type Bits } from './bits';
import type { CommitGraph } from './graph-file';
import { remembering } from './remember';

const keptLines = 64;

/** The first-parent line of a range, newest first, and where each of its commits stands on it. */
export interface Line {
  readonly commits: readonly number[];
  readonly has: Bits;
  /** How far from the newest; -1: not on it. */
  readonly placeOf: (position: number) => number;
}

/** Reads lines of one graph: `log --first-parent from..to`, from memory. The same line for the same question. */
export const createLines = (graph: CommitGraph, reach: (position: number) => Bits) => {
  const lines = remembering<Line>(keptLines);
  const read = (from: number | null, to: number): Line => {
    const outside = from === null ? null : reach(from);
    const isOut = (at: number): boolean => outside !== null && hasBit(outside, at);
    const commits: number[] = [];
    const places = new Map<number, number>();
    const has = noBits(graph.count);
    for (let at: number | undefined = to; at !== undefined && !isOut(at);) {
      places.set(at, commits.length);
      commits.push(at);
      setBit(has, at);
      const start: number = graph.parentStart[at] ?? 0;
      at = start < (graph.parentStart[at + 1] ?? 0) ? graph.parents[start] : undefined;
    }
    return { commits, has, placeOf: (position) => places.get(position) ?? -1 };
  };
  return (from: number | null, to: number): Line => {
    const key = `${from ?? ''} ${to}`;
    const line = lines.get(key) ?? read(from, to);
    lines.set(key, line);
    return line;
  };
};
