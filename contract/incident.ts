import type { Fix } from './entry';
import type { Note } from './note';

/** Something went wrong with what was deployed; open until its permanent fix is named. */
export interface Incident {
  readonly id: string;
  readonly environment: string;
  readonly component: string;
  readonly deployment: string;
  /** Who opened it, when, and what it is, as `reason`. */
  readonly opened: Note;
  readonly closed: (Omit<Note, 'reason'> & { readonly fix: Fix }) | null;
}
