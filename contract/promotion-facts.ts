import type { Iso } from './commit';
import type { Stage } from './workspace';

export type ObjectionKind =
  | 'untrusted' | 'no-candidate' | 'unreadable' | 'nothing-to-promote' | 'not-observed' | 'busy' | 'unknown-verdict'
  | 'drifted' | 'rejected' | 'faulty' | 'not-verified' | 'verifying' | 'soaking' | 'checks-failed' | 'checks-pending'
  | 'held' | 'locked' | 'line-stopped' | 'late' | 'sign-offs' | 'frozen' | 'approvals' | 'batch' | 'diverged'; // oxfmt-ignore

/** Why a promotion may not happen, in words, and what lifts it. */
export interface Objection {
  readonly kind: ObjectionKind;
  readonly text: string;
  readonly lifts: string;
  /** True where a person may go on with a reason, on record. */
  readonly overridable: boolean;
}

/** A fact that may not be known; unknown means not eligible. */
export type Known<T> = T | 'unknown';

/** All that decides whether a candidate may go to a stage. The engine gathers it; nothing here reads a clock or the world. */
export interface PromotionFacts {
  readonly component: string;
  readonly stage: Stage;
  /** The stage before this one; null for the first, which is fed from mainline. */
  readonly upstream: string | null;
  readonly now: Iso;
  readonly trusted: boolean;
  readonly candidate: { readonly commit: string; readonly version: string | null } | null;
  /** What the target runs: a commit, null for nothing yet, or unknown. */
  readonly running: Known<string | null>;
  /** What the ledger says the target should run; null before the first deployment. */
  readonly recorded: Known<string | null>;
  readonly ahead: Known<number>;
  readonly behind: Known<number>;
  /** Of `behind`, those that the candidate does not have under another id either: what promoting would lose. */
  readonly lost: Known<number>;
  readonly checks: Known<'passed' | 'failed' | 'pending' | 'none'>;
  /** Verification of this candidate upstream; `none-needed` for the first stage and where upstream has no verifications. */
  readonly verified: Known<'passed' | 'failed' | 'running' | 'missing' | 'none-needed'>;
  readonly verifiedAt: Iso | null;
  readonly faulty: boolean;
  readonly rejected: { readonly by: string; readonly reason: string } | null;
  readonly hold: { readonly by: string; readonly reason: string } | null;
  readonly lock: {
    readonly by: string;
    readonly reason: string;
    readonly expires: Iso | null;
    readonly mine: boolean;
  } | null;
  readonly inFlight: { readonly component: string; readonly by: string } | null;
  readonly unknownVerdict: { readonly since: Iso } | null;
  readonly approvals: number;
  /** Who stopped the line of the whole system, and why; null: it runs. */
  readonly line: Known<{ readonly by: string; readonly reason: string } | null>;
  /** Boxes the stage asks for that nobody signed off, of the release that the candidate is in (null: it is in none). */
  readonly unsigned: { readonly release: string | null; readonly boxes: readonly string[] };
  /** A release that was cut upstream and has not gone to this stage yet, whose set holds another candidate; null: there is none. */
  readonly late: Known<{ readonly release: string; readonly stage: string } | null>;
}
