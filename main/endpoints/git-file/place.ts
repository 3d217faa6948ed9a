/** Where a version stands in a text, as it is written there: quotes and all. Offsets in UTF-16 units, the end left out. */
export interface Place {
  readonly start: number;
  readonly end: number;
  /** What it says, without quotes. */
  readonly says: string;
  /** How another value is written in its place; null: it can't be written there. */
  readonly write: (value: string) => string | null;
}

export type Found = Place | { readonly expected: string };
