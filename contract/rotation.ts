import type { Iso, Person } from './commit';
import type { Failure } from './failure';

/** Where a person stands in the rotation of the last stage. */
export interface Turn {
  /** As the file names them, else as they signed last. */
  readonly person: Person;
  /** Named under `people` in the workspace file. */
  readonly listed: boolean;
  /** The last day of an absence that covers today, `2026-12-24`; null: not away. */
  readonly awayUntil: string | null;
  /** Promotions to the last stage that they made by hand, rollbacks left out. */
  readonly promotions: number;
  /** When they made the last of them; null: never. */
  readonly last: Iso | null;
  /** Components of the workspace that they never brought to the last stage. */
  readonly never: readonly string[];
  /** When they last promoted to any stage before it; null: never. */
  readonly practised: Iso | null;
  /** Changes of theirs that wait for the last stage. */
  readonly waiting: number;
}

export interface Rotation {
  readonly stage: string;
  /** In the order of their turns, those who are away last. The first one who is not away is next. Nobody is blocked by it. */
  readonly turns: readonly Turn[];
  /** Components whose waiting changes could not be read: they are in nobody's count. */
  readonly unread: readonly { readonly component: string; readonly failure: Failure }[];
}
