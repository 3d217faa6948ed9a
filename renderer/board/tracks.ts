import type { CSSProperties } from 'react';
import type { BoardLayout } from './layout';

/**
 * What fits into a cell, as words for `data-cells`. All columns are equally wide, so nobody has to measure a cell: container queries
 * on every cell cost more than the rest of a row's layout.
 */
export const cellSize = ({ columns, scale }: BoardLayout): string => {
  const width = (columns[0]?.width ?? 0) / scale;
  if (width <= 165) return 'narrow small';
  if (width <= 215) return 'small';
  return width >= 340 ? 'wide' : '';
};

/** The grid's tracks as CSS sees them, so that cells and bands stand on the same lines. */
export const tracksOf = ({ scale, nameWidth, width, columns, trunk, row, system }: BoardLayout): CSSProperties => {
  const tracks = columns.map((column, i) => {
    const room = trunk && column.x === trunk.right ? `${trunk.right - trunk.left}px ` : '';
    return `${room}[c${i + 1}] ${column.width}px`;
  });
  // as: React's type has no custom properties
  return {
    width: nameWidth + width,
    '--s': scale,
    '--row-height': `${row.height}px`,
    '--lane-top': `${row.lane.top}px`,
    '--lane-height': `${row.lane.bottom - row.lane.top}px`,
    '--system-height': `${system.height}px`,
    '--system-lane-top': `${system.lane.top}px`,
    '--system-lane-height': `${system.lane.bottom - system.lane.top}px`,
    '--names': `${nameWidth}px`,
    '--tracks': `[name] ${nameWidth}px ${tracks.join(' ')}`,
  } as CSSProperties;
};
