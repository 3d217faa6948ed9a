import type { Commit, Iso, Person } from '../../../contract/commit';
import type { Cause } from '../../../contract/entry';
import type { BroughtChange } from '../git-ports';

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
  /** An incident was opened of it, whether or not it is closed. */
  readonly incident: boolean;
  readonly changes: readonly BroughtChange[];
}
