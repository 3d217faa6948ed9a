import type { Edge } from './band';
import type { Column } from './layout';

export interface Notch {
  /** What is missing in the band's lower edge. */
  readonly cut: string;
  /** The piece that fell out, below. */
  readonly piece: string;
  /** Where its count stands: left of the piece, px from the row's left and top. */
  readonly label: { readonly fromRight: number; readonly top: number };
}

const two = (n: number): string => n.toFixed(1);

/** Just before the narrowing: a wedge is cut out of the lower edge and lies below it, turned by its fall. Wider where more was stopped. */
export const notchOf = (column: Column, edge: Edge, stopped: number): Notch => {
  const half = 6 + Math.min(5, 1.8 * Math.log1p(stopped));
  const depth = Math.min(half * 1.25, Math.max(2, (edge.bottom - edge.top) * 0.6));
  const x = column.x + column.width - 20;
  const y = edge.bottom;
  const cut = `M${two(x - half)} ${two(y + 1.5)}L${two(x - 1.5)} ${two(y - depth)}Q${two(x)} ${two(y - depth - 1.5)} ${two(x + 1.5)} ${two(y - depth)}L${two(x + half)} ${two(y + 1.5)}Z`;
  const high = half * 1.15;
  const top = y + 5;
  // The wedge again, turned by about 20 degrees: its corners, told from its tip.
  const at = (right: number, down: number): string =>
    `${two(x + 3 + right * 0.94 - down * 0.34)} ${two(top + right * 0.34 + down * 0.94)}`;
  const piece = `M${at(-1, 0)}Q${at(0, -1.5)} ${at(1, 0)}L${at(half * 0.8, high * 0.8)}Q${at(half * 0.7, high)} ${at(half * 0.5, high)}L${at(-half * 0.5, high)}Q${at(-half * 0.7, high)} ${at(-half * 0.8, high * 0.8)}Z`;
  return { cut, piece, label: { fromRight: 20 + half + 4, top: top - 1 } };
};
