/** Heights of a row, in px: text above, the band's lane below it, then a line for what waits and what fell out. */
export const row = { height: 114, laneTop: 47, laneBottom: 93, center: 70 } as const;
export const systemRow = { height: 132, laneTop: 56, laneBottom: 120, center: 88 } as const;

export interface Column {
  readonly step: string;
  /** From the left edge of the first column, px. `x` is where the text starts: the trunk's room lies before it. */
  readonly x: number;
  readonly width: number;
}

/** Where the bands join: the room between the last stage that flows alone and the first that flows together. */
export interface TrunkRoom {
  readonly left: number;
  readonly right: number;
}

export interface BoardLayout {
  readonly nameWidth: number;
  /** Of all columns, without the names. */
  readonly width: number;
  readonly columns: readonly Column[];
  readonly trunk: TrunkRoom | null;
}

const narrowest = 130;

/**
 * @param together the first stage whose set is verified together; null where none is
 * @param available px of the whole board; narrower than its columns' minimum, and the board scrolls sideways
 */
export const layoutBoard = (steps: readonly string[], together: string | null, available: number): BoardLayout => {
  const nameWidth = available < 1100 ? 124 : available < 2000 ? 164 : 232;
  const joins = together !== null && steps.includes(together);
  const room = joins ? (available < 1100 ? 46 : available < 2000 ? 68 : 96) : 0;
  const width = Math.max(narrowest, Math.floor((available - nameWidth - room) / Math.max(1, steps.length)));
  let x = 0;
  let trunk: TrunkRoom | null = null;
  const columns = steps.map((step): Column => {
    if (joins && step === together) {
      trunk = { left: x, right: x + room };
      x += room;
    }
    const column = { step, x, width };
    x += width;
    return column;
  });
  return { nameWidth, width: x, columns, trunk };
};
