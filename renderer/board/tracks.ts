import type { CSSProperties } from 'react';
import type { BoardLayout } from './layout';

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
