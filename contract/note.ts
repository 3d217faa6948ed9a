import type { Iso, Person } from './commit';

/** What somebody said, when. */
export interface Note {
  readonly by: Person;
  readonly at: Iso;
  readonly reason: string;
}
