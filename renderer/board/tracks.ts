import type { CSSProperties } from 'react';
import type { BoardLayout } from './layout';

/** The grid's tracks as CSS sees them, so that cells and bands stand on the same lines. */
export const tracksOf = ({ nameWidth, width, columns, trunk }: BoardLayout): CSSProperties => {
  const tracks = columns.map((column, i) => {
    const room = trunk && column.x === trunk.right ? `${trunk.right - trunk.left}px ` : '';
    return `${room}[c${i + 1}] ${column.width}px`;
  });
  // as: React's type has no custom properties
  return {
    width: nameWidth + width,
    '--names': `${nameWidth}px`,
    '--tracks': `[name] ${nameWidth}px ${tracks.join(' ')}`,
  } as CSSProperties;
};
