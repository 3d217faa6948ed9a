import type { Candidate } from './candidate';
import type { Commit, Iso, Person } from './commit';
import type { Cause, TestResult, Verdict } from './entry';
import type { Failure } from './failure';

/** Where a deployment stands. SENDING is the point of no return: from there on there is no Cancel, only "Stop waiting". */
export type Phase = 'countdown' | 'requested' | 'claimed' | 'sending' | 'observing' | 'verifying' | 'ended';

export const isPastNoReturn = (phase: Phase): boolean =>
  phase === 'sending' || phase === 'observing' || phase === 'verifying' || phase === 'ended';

/** What happens during a deployment, in order. The stream of a promote ends after `ended`. */
export type DeploymentEvent =
  | { readonly type: 'countdown'; readonly at: Iso; readonly totalMs: number }
  | { readonly type: 'phase'; readonly at: Iso; readonly phase: Phase; readonly text: string }
  | { readonly type: 'log'; readonly at: Iso; readonly text: string }
  | {
      readonly type: 'test';
      readonly at: Iso;
      readonly scope: 'component' | 'environment';
      readonly result: TestResult;
    }
  | { readonly type: 'ended'; readonly at: Iso; readonly ending: Ending };

/** How it ended, in one place: the verdict with what verification found, or why nothing was sent. */
export type Ending =
  | {
      readonly kind: 'verdict';
      readonly verdict: Verdict;
      readonly verification: 'passed' | 'failed' | 'void' | 'none';
      readonly text: string;
      readonly next: string;
      readonly failure: Failure | null;
    }
  | { readonly kind: 'nothing-sent'; readonly failure: Failure };

/** One attempt to make one environment run one candidate, folded from the ledger. */
export interface Deployment {
  readonly id: string;
  readonly promotion: string;
  readonly component: string;
  readonly stage: string;
  readonly environment: string;
  readonly candidate: Candidate;
  readonly from: Commit | null;
  readonly cause: Cause;
  readonly by: Person;
  readonly machine: string;
  readonly at: Iso;
  readonly changes: number | null;
  /** The release it is a part of, by its id. */
  readonly release: string | null;
  readonly reason: string | null;
  readonly overrides: readonly string[];
  readonly state: 'claimed' | 'sending' | 'withdrawn' | Verdict;
  readonly endedAt: Iso | null;
  readonly text: string | null;
  readonly verification: 'passed' | 'failed' | 'void' | null;
  readonly results: readonly TestResult[];
  /** Found bad later: a failed verification or a rollback away from it. */
  readonly faulty: boolean;
  readonly rolledBackBy: string | null;
}
