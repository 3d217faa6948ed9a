import type { Commit, Iso, Person } from './commit';
import type { Failure } from './failure';
import type { Note } from './note';

/** What a person said of a mark, on record. */
export type Judgement = 'confirmed' | 'dismissed';

/** Why a deployment is taken for a brown-paper-bag release: what went after it to the same environment, soon. */
export interface Evidence {
  readonly kind: 'rollback' | 'revert' | 'fix';
  /** The deployment that mended it. */
  readonly deployment: string;
  readonly at: Iso;
  /** The commit that reverts or fixes; null for a rollback. */
  readonly commit: Commit | null;
  readonly subject: string | null;
}

/** A deployment that needed a fix, a revert or a rollback right away. */
export interface BrownPaperBag {
  readonly deployment: string;
  readonly component: string;
  readonly at: Iso;
  /** In the order they came; the first one mended it. */
  readonly evidence: readonly Evidence[];
  readonly judgement: Judgement | null;
}

/** A figure with what it was counted from, so that a person can ask why. */
export interface Figure {
  /** Milliseconds, deployments a day, or a share between 0 and 1; null where there is nothing to count. */
  readonly value: number | null;
  /** What was counted: changes, deployments, failures that are over. */
  readonly of: number;
}

/** DORA's five, of one environment and one span of time. */
export interface Dora {
  readonly changeLeadTime: Figure;
  readonly deploymentFrequency: Figure;
  readonly changeFailRate: Figure;
  readonly failedDeploymentRecoveryTime: Figure;
  readonly deploymentReworkRate: Figure;
  /** Failed and not yet mended: in no recovery time, and said beside it. */
  readonly unrecovered: number;
}

/** Deployments that carried between `least` and `most` changes (null: or more), and how many of them failed. */
export interface BatchSize {
  readonly least: number;
  readonly most: number | null;
  readonly deployments: number;
  readonly failed: number;
}

/** Seven days, from `from` on. */
export interface Week {
  readonly from: Iso;
  readonly deployments: number;
  readonly failed: number;
  readonly bags: number;
}

export interface ComponentFigures {
  readonly component: string;
  readonly deployments: number;
  readonly failed: number;
  readonly bags: number;
  /** ms, median; null where nothing was brought. */
  readonly leadTime: number | null;
  /** Changes a promotion, median. */
  readonly batch: number | null;
  /** Nine of ten promotions carried at most this many changes; null where there is too little history. */
  readonly usualBatch: number | null;
}

export interface PersonFigures {
  readonly person: Person;
  readonly deployments: number;
  readonly components: readonly string[];
  readonly last: Iso;
}

/** What a stage of the funnel held back: deployments that a verification failed, candidates that were rolled back or rejected there. */
export interface Stopped {
  readonly stage: string;
  readonly verification: number;
  readonly rolledBack: number;
  readonly rejected: number;
}

/** A brown-paper-bag release with the names people know it by. */
export interface NamedBag extends BrownPaperBag {
  readonly commit: Commit;
  readonly version: string | null;
  readonly by: Person;
  /** Who judged it last, when and why; null: nobody has. */
  readonly judged: Note | null;
}

/** How one stage was delivered to over a span of time, computed from ledger and git. */
export interface Insights {
  readonly stage: string;
  readonly environment: string;
  readonly from: Iso;
  readonly to: Iso;
  readonly dora: Dora;
  /** Of the span of the same length before. */
  readonly before: Dora;
  readonly weeks: readonly Week[];
  readonly sizes: readonly BatchSize[];
  readonly components: readonly ComponentFigures[];
  readonly people: readonly PersonFigures[];
  readonly stopped: readonly Stopped[];
  /** Newest first; every figure counts these. */
  readonly bags: readonly NamedBag[];
  /** Those that a person dismissed, newest first: in no figure. */
  readonly dismissed: readonly NamedBag[];
  /** Components whose history could not be read: their deployments count, their changes do not. */
  readonly unread: readonly { readonly component: string; readonly failure: Failure }[];
}
