import type { RunGit } from './run';
import type { Simple } from './simple';

/** How long each kind of work may take, in milliseconds. */
export interface Deadlines {
  /** `ls-remote`. */
  readonly ask: number;
  readonly fetch: number;
  /** Reading a mirror. */
  readonly read: number;
  /** A push waits for the remote's hooks, and those may deploy. */
  readonly push: number;
}

export const defaultDeadlines: Deadlines = { ask: 20_000, fetch: 30 * 60_000, read: 120_000, push: 15 * 60_000 };

/** What every part of the port works with. */
export interface GitContext {
  readonly run: RunGit;
  readonly simple: Simple;
  readonly mirrorsFolder: string;
  readonly deadlines: Deadlines;
  readonly now: () => string;
}
