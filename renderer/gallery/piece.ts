import type { ReactNode } from 'react';
import type { Snapshot } from '../../contract/snapshot';
import type { Act } from '../acts/acts-store';
import type { Client } from '../client';
import type { Mirror } from '../store';

/**
 * One thing in one state, for the gallery. `gallery/pieces/<name>.tsx` exports `pieces: readonly Piece[]`; the gallery finds it by itself.
 * Each piece gets a mirror, a client and acts of its own.
 */
export interface Piece {
  /** `board/drifted`: the part before the slash groups it. */
  readonly name: string;
  readonly draw: () => ReactNode;
  /** What the mirror holds; null: before the first snapshot. */
  readonly snapshot: Snapshot | null;
  readonly mirror?: Partial<Mirror>;
  /** What the person did before: by `cellKey`. */
  readonly acts?: Readonly<Record<string, Act>>;
  /** Answers that differ from the fake client's own. */
  readonly client?: Partial<Client>;
  /** Pixels of its box; without, it is as high as it needs. `full`: the whole page, opened alone by `gallery.html?piece=<name>`. */
  readonly height?: number | 'full';
  /** Pixels; without, the page's width. */
  readonly width?: number;
}
