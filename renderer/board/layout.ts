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

/** The part of a row that its band may fill, px from the row's top. Text stands above it, what waits and what fell out below. */
export interface Lane {
  readonly top: number;
  readonly bottom: number;
}

export interface RowShape {
  readonly height: number;
  readonly lane: Lane;
}

export interface BoardLayout {
  /** How much larger text and rows are than on an ordinary screen. */
  readonly scale: number;
  readonly nameWidth: number;
  /** Of all columns, without the names. */
  readonly width: number;
  readonly columns: readonly Column[];
  readonly trunk: TrunkRoom | null;
  readonly row: RowShape;
  readonly system: RowShape;
}

export const headerHeight = 36;
/** Six steps fit into a window of 1024 px, its scrollbar included. */
const narrowest = 126;
const textHeight = 47;
const footHeight = 21;

const clamp = (n: number, least: number, most: number): number => Math.max(least, Math.min(most, n));

const shape = (lane: number, text: number, foot: number): RowShape => ({
  height: text + lane + foot,
  lane: { top: text, bottom: text + lane },
});

/** Where there are few rows their lanes grow into the room that is left: a funnel that is higher narrows more plainly. */
const shapes = (rows: number, height: number, scale: number): Pick<BoardLayout, 'row' | 'system'> => {
  const text = Math.round(textHeight * scale);
  const foot = Math.round(footHeight * scale);
  const even = Math.floor((height - headerHeight) / (rows + 1.25)) - text - foot;
  return {
    row: shape(clamp(even, 46, 120 * scale), text, foot),
    system: shape(clamp(even + 18, 62, 150 * scale), text + 11, 14),
  };
};

/** How much wider a column is than the narrowest text it must hold decides the names' and the trunk's part. */
const parts = (available: number): { readonly names: number; readonly room: number; readonly scale: number } => {
  if (available < 1100) return { names: 112, room: 44, scale: 1 };
  if (available < 2000) return { names: 164, room: 84, scale: 1 };
  return available < 2800 ? { names: 220, room: 120, scale: 1.15 } : { names: 280, room: 160, scale: 1.5 };
};

/**
 * @param together the first stage whose set is verified together; null where none is
 * @param view px of the whole board; narrower than its columns' minimum, and the board scrolls sideways
 * @param rows how many components there are
 */
export const layoutBoard = (
  steps: readonly string[],
  together: string | null,
  view: { readonly width: number; readonly height: number },
  rows: number,
): BoardLayout => {
  const { names, room, scale } = parts(view.width);
  const joins = together !== null && steps.includes(together);
  const left = view.width - names - (joins ? room : 0);
  const width = Math.max(narrowest, Math.floor(left / Math.max(1, steps.length)));
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
  return { scale, nameWidth: names, width: x, columns, trunk, ...shapes(rows, view.height, scale) };
};
