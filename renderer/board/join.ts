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
const trunkRight = (room: TrunkRoom): number => room.right - (room.right - room.left) * 0.14;

const two = (n: number): string => n.toFixed(1);

/** What came from the rows above, straight down through a row of this height. */
export const trunkPath = (room: TrunkRoom, before: number, height: number): string => {
  const right = trunkRight(room);
  return `M${two(right - before)} -1H${two(right)}V${two(height + 1)}H${two(right - before)}Z`;
};

/** Lines between the streams in the trunk: one for each row above, at what had flowed in by then. */
export const streamLines = (room: TrunkRoom, offsets: readonly number[], height: number): string =>
  offsets.map((offset) => `M${two(trunkRight(room) - offset)} 0V${two(height)}`).join('');

/** How far before its room a tributary begins to leave the band. */
export const headStart = 70;

/** From the band's lower part, bending down into the trunk's left side. A thread where the row adds nothing. */
export const tributaryPath = (room: TrunkRoom, flow: Tributary, edge: Edge, height: number): string => {
  const own = Math.max(flow.own ?? 0, 1);
  const outer = trunkRight(room) - flow.before;
  const inner = outer - own;
  const start = room.left - headStart;
  const low = edge.bottom;
  const high = Math.max(edge.top, low - Math.max(own, 3));
  const bend = Math.min(30, (room.right - room.left) * 0.4);
  const down = (x: number, y: number): string =>
    `H${two(x - bend)}C${two(x - bend * 0.35)} ${two(y)} ${two(x)} ${two(y + bend * 0.4)} ${two(x)} ${two(Math.min(height, y + bend))}V${two(height + 1)}`;
  const back = (x: number, y: number): string =>
    `V${two(Math.min(height, y + bend))}C${two(x)} ${two(y + bend * 0.4)} ${two(x - bend * 0.35)} ${two(y)} ${two(x - bend)} ${two(y)}H${two(start)}`;
  return `M${two(start)} ${two(high)}${down(outer, high)}H${two(inner)}${back(inner, low)}Z`;
};

/** The turn of a line in the trunk into the system's row: `part` 0 is the trunk's right side and the band's upper edge, 1 left and lower. */
/** Where the turn ends and the system's band begins, px. */
export const mouthEnd = (room: TrunkRoom): number => room.right + 18;

const turn = (
  room: TrunkRoom,
  edge: Edge,
  part: number,
): { readonly x: number; readonly y: number; readonly to: string } => {
  const x = trunkRight(room) - part * trunkWidth(room);
  const y = edge.top + part * (edge.bottom - edge.top);
  const end = mouthEnd(room);
  return { x, y, to: `C${two(x)} ${two(y * 0.78)} ${two(x + (end - x) * 0.3)} ${two(y)} ${two(end)} ${two(y)}` };
};

/** Where the whole trunk arrives, px. */
export const mouthSpan = (room: TrunkRoom): { readonly left: number; readonly right: number } => ({
  left: trunkRight(room) - trunkWidth(room),
  right: trunkRight(room),
});

/** Into the system's row: the trunk turns right and becomes its band. */
export const mouthPath = (room: TrunkRoom, edge: Edge): string => {
  const upper = turn(room, edge, 0);
  const lower = turn(room, edge, 1);
  const end = mouthEnd(room);
  // Back along the upper side: the same curve the other way round.
  return `M${two(lower.x)} -1V0${lower.to}V${two(upper.y)}C${two(upper.x + (end - upper.x) * 0.3)} ${two(upper.y)} ${two(upper.x)} ${two(upper.y * 0.78)} ${two(upper.x)} 0V-1Z`;
};

/** The streams' lines in the turn, and on into the band, where they fade. */
export const mouthLines = (room: TrunkRoom, edge: Edge, offsets: readonly number[], until: number): string =>
  offsets
    .map((offset) => {
      const line = turn(room, edge, offset / trunkWidth(room));
      return `M${two(line.x)} 0${line.to}H${two(until)}`;
    })
    .join('');
