import type { Change, Commit, Iso, Person } from '../../contract/commit';
import type { ConfigKey, FileChange, Patch } from '../../contract/diff';
import type { Result } from '../../contract/failure';
import type { Point } from '../../contract/snapshot';
import type { Component } from '../../contract/workspace';
import type { Progress } from './receipt';

export interface MirrorReading {
  readonly mainline: Commit;
  readonly branch: string;
  readonly readAt: Iso;
  /** Hash of all refs: equal means that nothing moved. */
  readonly refs: string;
}

/** A pair of points; `from` null means everything up to `to`. */
export interface Range {
  readonly from: Commit | null;
  readonly to: Commit;
}

export interface Mirrors {
  /** Asks the remote (`ls-remote`), fetches what is new (first time: clones), and says where mainline is. */
  refresh(component: Component, signal: AbortSignal): Promise<Result<MirrorReading>>;
  /** The last reading kept on disk, without asking the remote; null before the first clone. */
  last(component: Component): Promise<MirrorReading | null>;
}

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

export interface History {
  /** For each range `git rev-list --count --no-merges --full-history from..to [-- path]`. Fails as a whole where a commit is missing. */
  counts(component: Component, ranges: readonly Range[], signal: AbortSignal): Promise<Result<readonly number[]>>;
  /** How many changes of `to` are in `from` neither by id nor by patch. */
  lacked(component: Component, range: Range, signal: AbortSignal): Promise<Result<number>>;
  /** The changes that a count counts, newest first. */
  changes(component: Component, range: Range, limit: number, signal: AbortSignal): Promise<Result<readonly Change[]>>;
  /**
   * For each of `commits`, taken one after another, the changes that it was the first to bring since `since`. A commit that the mirror
   * lacks brought nothing that can be told.
   */
  brought(
    component: Component,
    since: Commit | null,
    commits: readonly Commit[],
    signal: AbortSignal,
  ): Promise<Result<readonly (readonly BroughtChange[])[]>>;
  /** When the oldest change of the range was committed; null for an empty range. */
  oldest(component: Component, ranges: readonly Range[], signal: AbortSignal): Promise<Result<readonly (Iso | null)[]>>;
  /** Candidates reachable from `to` but not from `from`, newest first: first-parent commits, or tags where the component says so. */
  candidates(
    component: Component,
    range: Range,
    limit: number,
    signal: AbortSignal,
  ): Promise<Result<readonly (Point & { readonly subject: string })[]>>;
  /** Versions and times, in the order asked; a commit the mirror lacks is a failure `commit-missing`. */
  points(component: Component, commits: readonly Commit[], signal: AbortSignal): Promise<Result<readonly Point[]>>;
  /** What an environment said it runs, as a commit of this repository; null where it is none or ambiguous. */
  resolve(component: Component, named: string, signal: AbortSignal): Promise<Result<Commit | null>>;
  /** The newest commit of first-parent mainline not younger than `at` (committed at or before it); null where there is none. */
  at(component: Component, mainline: Commit, at: Iso, signal: AbortSignal): Promise<Result<Commit | null>>;
  /** Is `ancestor` an ancestor of (or the same as) `of`? */
  contains(component: Component, of: Commit, ancestor: Commit, signal: AbortSignal): Promise<Result<boolean>>;
}

export interface ConfigSide {
  readonly environment: string | null;
  readonly commit: Commit;
}

/** One effective key of a component in an environment; a secret's value is its fingerprint. */
export interface ConfigValue {
  readonly key: string;
  readonly file: string;
  readonly value: string;
  readonly secret: boolean;
  /** Of a secret that is an address: where it leads, without user, password and whatever else may be secret in it. */
  readonly leadsTo: string | null;
}

export interface Diffs {
  files(component: Component, range: Range, signal: AbortSignal): Promise<Result<readonly FileChange[]>>;
  patch(
    component: Component,
    range: Range,
    path: string,
    whitespace: 'show' | 'ignore',
    signal: AbortSignal,
  ): Promise<Patch>;
  /** Effective keys that differ, and how many are the same. An absent file has no keys. */
  config(
    component: Component,
    from: ConfigSide | null,
    to: ConfigSide,
    signal: AbortSignal,
  ): Promise<Result<{ readonly keys: readonly ConfigKey[]; readonly same: number }>>;
  /** Effective keys of a side, secrets by fingerprint, sorted by key. */
  effective(component: Component, side: ConfigSide, signal: AbortSignal): Promise<Result<readonly ConfigValue[]>>;
  /** Paths added or changed in the range that match the component's `migrations`. */
  migrations(component: Component, range: Range, signal: AbortSignal): Promise<Result<readonly string[]>>;
}

/** A branch of a repository; `repository` null: the component's own. */
export interface BranchPlace {
  readonly component: string;
  readonly repository: string | null;
  readonly branch: string;
}

/** What endpoints need of git: trees to run, branches to move, files to change. */
export interface Source {
  /** Writes the commit's tree (the component's path of it) into an empty or missing folder. */
  checkout(component: string, commit: Commit, folder: string, signal: AbortSignal): Promise<Result<null>>;
  /** null: the component's own repository. Answers the commit the branch points at, null where it is absent. */
  readBranch(
    component: string,
    repository: string | null,
    branch: string,
    signal: AbortSignal,
  ): Promise<Result<Commit | null>>;
  /**
   * `--force-with-lease=<ref>:<lease>`, explicit. Output is streamed. `refused`: the server reported that it turned the branch down. Any
   * other failure after the push began is `unclear`: it may have landed. The caller reads the branch again.
   */
  pushBranch(
    push: BranchPlace & { readonly commit: Commit; readonly lease: Commit | null },
    signal: AbortSignal,
  ): AsyncIterable<Progress>;
  /** A text file of a branch as the remote has it now; `text` null: it is not there. No such branch is a failure `branch-missing`. */
  readFile(
    at: BranchPlace & { readonly file: string },
    signal: AbortSignal,
  ): Promise<Result<{ readonly tip: Commit; readonly text: string | null }>>;
  /** The newest commit of a branch, as the remote has it now, whose message holds a line; null where there is none. */
  findCommit(at: BranchPlace & { readonly line: string }, signal: AbortSignal): Promise<Result<Commit | null>>;
  /** Commits one changed file on top of `onto`, which `readFile` answered, and moves the branch there from `lease`; as `pushBranch`. */
  pushFile(
    change: BranchPlace & {
      readonly file: string;
      readonly text: string;
      readonly message: string;
      readonly by: Person;
      readonly onto: Commit;
      readonly lease: Commit | null;
    },
    signal: AbortSignal,
  ): AsyncIterable<Progress>;
}
