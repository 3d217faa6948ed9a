import { bandHeight } from '../../contract/funnel';
import type { Column, Lane } from './layout';

export interface Edge {
  readonly top: number;
  readonly bottom: number;
}

export interface BandShape {
  /** One closed path for each run of neighbouring columns whose counts are known. */
  readonly paths: readonly string[];
  /** Columns whose count can't be told, as spans of x; drawn as a dashed line, never as a height. */
  readonly unknown: readonly { readonly from: number; readonly to: number }[];
  /** Upper and lower edge at each column; null where the count is unknown. */
  readonly edges: readonly (Edge | null)[];
}

/** An empty funnel keeps a thread: the row is still a pipeline. */
const thread = 3;
/** How far the narrowing reaches into the columns on both sides of their border: most of it lies below the gate. */
const reach = { before: 8, after: 62 } as const;

const two = (n: number): string => n.toFixed(1);

export const edgeAt = (changes: number | null, most: number, lane: Lane): Edge | null => {
  if (changes === null || !Number.isFinite(changes)) return null;
  const room = lane.bottom - lane.top;
  const height = Math.min(room, thread + (room - thread) * bandHeight(Math.max(0, changes), most));
  const center = (lane.top + lane.bottom) / 2;
  return { top: center - height / 2, bottom: center + height / 2 };
};

const runs = (known: readonly boolean[]): readonly { readonly first: number; readonly last: number }[] => {
  const found: { first: number; last: number }[] = [];
  known.forEach((is, i) => {
    const open = found.at(-1);
    if (is && open?.last === i - 1) open.last = i;
    else if (is) found.push({ first: i, last: i });
  });
  return found;
};

type Stop = Edge & { readonly from: number; readonly to: number };

/** Plateau, slope, plateau…: along the upper edge to the right, back along the lower one. */
const outline = (stops: readonly Stop[]): string => {
  const side = (list: readonly Stop[], y: (s: Stop) => number, x: (s: Stop) => readonly [number, number]) =>
    list.map((stop, i) => {
      const [start, end] = x(stop);
      const before = list[i - 1];
      if (!before) return `${two(start)} ${two(y(stop))}L${two(end)} ${two(y(stop))}`;
      const [, left] = x(before);
      const middle = (left + start) / 2;
      return `C${two(middle)} ${two(y(before))} ${two(middle)} ${two(y(stop))} ${two(start)} ${two(y(stop))}L${two(end)} ${two(y(stop))}`;
    });
  const there = side(
    stops,
    (s) => s.top,
    (s) => [s.from, s.to],
  );
  const back = side(
    [...stops].reverse(),
    (s) => s.bottom,
    (s) => [s.to, s.from],
  );
  return `M${there.join('')}L${back.join('')}Z`;
};

/** The funnel of one row. Counts and columns go together, step by step. */
export const bandShape = (
  counts: readonly (number | null)[],
  columns: readonly Column[],
  lane: Lane,
  width: number,
): BandShape => {
  const most = Math.max(0, ...counts.map((n) => n ?? 0));
  const edges = columns.map((_, i) => edgeAt(counts[i] ?? null, most, lane));
  const border = (i: number): { readonly before: number; readonly after: number } => {
    const left = columns[i - 1];
    const right = columns[i];
    if (!left) return { before: 0, after: 0 };
    const end = left.x + left.width;
    return { before: end, after: right?.x ?? width };
  };
  const known = edges.map((edge) => edge !== null);
  const paths = runs(known).map(({ first, last }) =>
    outline(
      edges.slice(first, last + 1).flatMap((edge, n): readonly Stop[] => {
        if (!edge) return [];
        const i = first + n;
        const from = i === first ? (i === 0 ? 0 : border(i).after) : border(i).after + reach.after;
        const to =
          i === last ? (i === columns.length - 1 ? width : border(i + 1).before) : border(i + 1).before - reach.before;
        return [{ ...edge, from, to }];
      }),
    ),
  );
  const unknown = runs(known.map((is) => !is)).map(({ first, last }) => ({
    from: border(first).before,
    to: last === columns.length - 1 ? width : border(last + 1).after,
  }));
  return { paths, unknown, edges };
};
