/** A cell of the grid; rows and columns count from 0, without the header and the names. */
export interface Position {
  readonly row: number;
  readonly column: number;
}

export interface Extent {
  readonly rows: number;
  readonly columns: number;
  /** Rows that are visible at once. */
  readonly page: number;
}

const clamp = (n: number, count: number): number => Math.max(0, Math.min(count - 1, n));

/** Where a key leads from a cell; null for a key that moves nothing. */
export const move = (
  from: Position,
  key: { readonly key: string; readonly ctrl: boolean },
  { rows, columns, page }: Extent,
): Position | null => {
  const to = (row: number, column: number): Position => ({ row: clamp(row, rows), column: clamp(column, columns) });
  if (rows < 1 || columns < 1) return null;
  switch (key.key) {
    case 'ArrowUp':
      return to(from.row - 1, from.column);
    case 'ArrowDown':
      return to(from.row + 1, from.column);
    case 'ArrowLeft':
      return to(from.row, from.column - 1);
    case 'ArrowRight':
      return to(from.row, from.column + 1);
    case 'Home':
      return to(key.ctrl ? 0 : from.row, 0);
    case 'End':
      return to(key.ctrl ? rows - 1 : from.row, columns - 1);
    case 'PageUp':
      return to(from.row - Math.max(1, page), from.column);
    case 'PageDown':
      return to(from.row + Math.max(1, page), from.column);
    default:
      return null;
  }
};
