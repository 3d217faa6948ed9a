import type { Edge } from './band';
import type { TrunkRoom } from './layout';

/**
 * What a row adds to the trunk, in px of the trunk's width. The trunk is linear, unlike the bands: widths that join must add up.
 * `own` null: the count can't be told; it is drawn dashed and adds nothing.
 */
export interface Tributary {
  readonly before: number;
  readonly own: number | null;
}

const share = (changes: number, total: number, width: number): number => (total <= 0 ? 0 : (changes / total) * width);

/**
 * @param shown counts of the rows that are drawn, top to bottom
 * @param hidden counts of rows that the filter leaves out: they already flow when the first row begins
 */
export const tributaries = (
  shown: readonly (number | null)[],
  hidden: readonly (number | null)[],
  width: number,
): readonly Tributary[] => {
  const sum = (list: readonly (number | null)[]): number => list.reduce<number>((all, n) => all + (n ?? 0), 0);
  const total = sum(shown) + sum(hidden);
  let before = share(sum(hidden), total, width);
  return shown.map((changes) => {
    const own = changes === null ? null : share(changes, total, width);
    const at = before;
    before += own ?? 0;
    return { before: at, own };
  });
};

/** The trunk is half as wide as its room: the other half is for the bends. */
export const trunkWidth = (room: TrunkRoom): number => (room.right - room.left) * 0.5;
const trunkRight = (room: TrunkRoom): number => room.right - (room.right - room.left) * 0.12;

const two = (n: number): string => n.toFixed(1);

/** What came from the rows above, straight down through a row of this height. */
export const trunkPath = (room: TrunkRoom, before: number, height: number): string => {
  const right = trunkRight(room);
  return `M${two(right - before)} 0H${two(right)}V${height}H${two(right - before)}Z`;
};

/** From the band's lower part, bending down into the trunk's left side. A thread where the row adds nothing. */
export const tributaryPath = (room: TrunkRoom, flow: Tributary, edge: Edge, height: number): string => {
  const own = Math.max(flow.own ?? 0, 1);
  const outer = trunkRight(room) - flow.before;
  const inner = outer - own;
  const start = room.left - 26;
  const low = edge.bottom;
  const high = Math.max(edge.top, low - Math.max(own, 4));
  const turn = (x: number, y: number): string => `C${two(x - 6)} ${two(y)} ${two(x)} ${two(y + 8)} ${two(x)} ${height}`;
  return `M${two(start)} ${two(high)}${turn(outer, high)}H${two(inner)}C${two(inner)} ${two(low + 8)} ${two(inner - 6)} ${two(low)} ${two(start)} ${two(low)}Z`;
};

/** Into the system's row: the trunk turns right and becomes its band. */
export const mouthPath = (room: TrunkRoom, edge: Edge, end: number): string => {
  const right = trunkRight(room);
  const left = right - trunkWidth(room);
  return `M${two(left)} 0C${two(left)} ${two(edge.bottom * 0.72)} ${two(left + 8)} ${two(edge.bottom)} ${two(end)} ${two(edge.bottom)}V${two(edge.top)}C${two(right + 6)} ${two(edge.top)} ${two(right)} ${two(edge.top * 0.8)} ${two(right)} 0Z`;
};
