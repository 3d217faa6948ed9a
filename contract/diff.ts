import type { Change, Commit, Iso } from './commit';
import type { Failure } from './failure';

export interface FileChange {
  readonly path: string;
  /** Before a rename. */
  readonly from: string | null;
  readonly status: 'added' | 'modified' | 'deleted' | 'renamed' | 'mode-changed' | 'submodule';
  /** null: binary. */
  readonly insertions: number | null;
  readonly deletions: number | null;
}

/** A config key that differs, as a path: `database.pool`. Secrets by fingerprint only: `secret:1f8a03c2`. */
export interface ConfigKey {
  readonly key: string;
  readonly file: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly secret: boolean;
}

/** Changes that joined after a release was cut that is on its way to the stage compared with. Never empty. */
export interface LateChanges {
  readonly release: string;
  readonly commits: readonly Commit[];
}

/** What `to` has that `from` lacks, for one component; only-there in `behind`. */
export interface ComponentComparison {
  readonly component: string;
  readonly from: Commit | null;
  readonly to: Commit | null;
  readonly fromVersion: string | null;
  readonly toVersion: string | null;
  readonly ahead: number | null;
  readonly behind: number | null;
  readonly changes: readonly Change[];
  /** Only in `from`: what a promotion would lose. */
  readonly lost: readonly Change[];
  /** Of `changes`; null: none. */
  readonly late: LateChanges | null;
  readonly files: readonly FileChange[];
  readonly migrations: readonly string[];
  readonly config: readonly ConfigKey[];
  readonly sameConfigKeys: number;
  readonly problem: Failure | null;
}

export interface Comparison {
  readonly from: string;
  readonly to: string;
  readonly at: Iso;
  readonly components: readonly ComponentComparison[];
}

/** One file's patch as git prints it, or why there is none to show. */
export type Patch =
  | { readonly kind: 'text'; readonly patch: string; readonly truncated: boolean }
  | { readonly kind: 'binary'; readonly bytes: number | null }
  | { readonly kind: 'failed'; readonly failure: Failure };
