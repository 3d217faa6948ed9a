import type { Commit, Iso, Person } from './commit';
import type { Cause } from './entry';

/** A change as the figures see it: it belongs to the first deployment that brought it. */
export interface BroughtChange {
  readonly commit: Commit;
  /** When it was committed. */
  readonly at: Iso;
  readonly subject: string;
  /** By its words: `fix: …`, `hotfix …`. */
  readonly isFix: boolean;
  /** Commits it says it reverts. */
  readonly reverts: readonly Commit[];
}

/** A deployment that changed what an environment runs, rollbacks among them, with what it brought. */
export interface DeploymentFact {
  readonly id: string;
  readonly component: string;
  /** When its verdict was there. */
  readonly at: Iso;
  readonly from: Commit | null;
  readonly commit: Commit;
  readonly version: string | null;
  readonly by: Person;
  readonly cause: Cause;
  readonly verification: 'passed' | 'failed' | 'void' | null;
  readonly rolledBackBy: string | null;
  readonly changes: readonly BroughtChange[];
}

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

/** Deployments that carried between `least` and `most` changes, and how many of them failed. */
export interface BatchSize {
  readonly least: number;
  readonly most: number;
  readonly deployments: number;
  readonly failed: number;
}
