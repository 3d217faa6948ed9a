import type { Commit, Iso } from '../../contract/commit';
import type { Failure } from '../../contract/failure';
import type { Health } from '../../contract/snapshot';
import type { CheckSummary } from './check-summary';
import type { MirrorReading } from './git-ports';
import type { LedgerReading } from './record-ports';

/** The last good reading of something, and what went wrong since. */
export interface Reading<T> {
  readonly value: T | null;
  readonly problem: Failure | null;
}

export const unread: Reading<never> = { value: null, problem: null };

/** Keeps what was read before when a new reading fails. */
export const readAgain = <T>(
  before: Reading<T> | undefined,
  now: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure },
): Reading<T> =>
  now.ok ? { value: now.value, problem: null } : { value: before?.value ?? null, problem: now.failure };

/** What a target runs, as a commit of the component's repository. */
export interface Observed {
  readonly readAt: Iso;
  readonly commit: Commit | null;
  readonly health: Health;
  readonly healthText: string | null;
}

/** All that was read of the world; replaced as a whole, never changed. Keys of `observed`: `targetKey`. */
export interface Readings {
  readonly mirrors: ReadonlyMap<string, Reading<MirrorReading>>;
  readonly checks: ReadonlyMap<string, Reading<ReadonlyMap<Commit, CheckSummary>>>;
  readonly observed: ReadonlyMap<string, Reading<Observed>>;
  readonly ledgers: ReadonlyMap<string, Reading<LedgerReading>>;
  readonly readAt: Iso | null;
}

export const noReadings: Readings = {
  mirrors: new Map(),
  checks: new Map(),
  observed: new Map(),
  ledgers: new Map(),
  readAt: null,
};

export const targetKey = (component: string, environment: string): string => `${component}\n${environment}`;
