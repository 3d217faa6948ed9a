import type { Iso } from './commit';

// The terminal's `--json`: stable and versioned. Times are ISO 8601 UTC, commits full ids, absent is null.

/** Who stopped the line, by name, and why; null: it runs. */
export type LineJson = { readonly by: string; readonly at: Iso; readonly reason: string } | null;

export interface StatusJson {
  readonly format: 1;
  readonly workspace: string;
  readonly line: LineJson;
  /** Why nobody knows whether the line is stopped; `line` is null then, and does not say that it runs. Left out where it was read. */
  readonly lineProblem?: string;
  readonly components: readonly {
    readonly name: string;
    readonly mainline: { readonly commit: string; readonly version: string | null } | null;
    readonly baseline: string | null;
    readonly funnel: readonly { readonly stage: string; readonly changes: number | null }[];
    readonly stages: readonly {
      readonly stage: string;
      readonly environment: string;
      readonly running: {
        readonly commit: string;
        readonly version: string | null;
        readonly observedAt: Iso;
        readonly health: string;
      } | null;
      readonly problem?: string;
      readonly next: {
        readonly stage: string;
        readonly ahead: number | null;
        readonly behind: number | null;
        readonly oldest: Iso | null;
        readonly objections: readonly { readonly kind: string; readonly text: string }[];
      } | null;
    }[];
  }[];
}

export interface DiffJson {
  readonly format: 1;
  readonly from: string;
  readonly to: string;
  readonly components: readonly {
    readonly name: string;
    readonly from: string | null;
    readonly to: string | null;
    readonly ahead: number | null;
    readonly behind: number | null;
    readonly changes: readonly {
      readonly commit: string;
      readonly author: string;
      readonly at: Iso;
      readonly subject: string;
    }[];
    /** Of `changes`: what joined after the release was cut that is on its way to `from`. */
    readonly late: { readonly release: string; readonly commits: readonly string[] } | null;
    readonly files: readonly {
      readonly path: string;
      readonly status: string;
      readonly insertions: number | null;
      readonly deletions: number | null;
    }[];
    readonly migrations: readonly string[];
    readonly config: readonly { readonly key: string; readonly from: string | null; readonly to: string | null }[];
  }[];
}

export interface VerdictJson {
  readonly format: 1;
  readonly deployment: string | null;
  readonly component: string;
  readonly stage: string;
  readonly commit: string;
  readonly verdict: 'deployed' | 'not deployed' | 'unknown';
  /** What verification found; `faulty` says that the candidate went out and was found bad. */
  readonly verification: 'passed' | 'failed' | 'void' | 'none';
  readonly faulty: boolean;
  readonly text: string;
  readonly next: string;
}
