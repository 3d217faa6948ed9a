import type { Objection } from './promotion-facts';

export interface FileProblem {
  readonly line: number;
  readonly column: number;
  /** The key, as a path: `stages[3].countdown`. */
  readonly key: string;
  readonly found: string;
  readonly expected: string;
  /** The nearest known key, for a key nobody knows. */
  readonly nearest: string | null;
}

export type WorkspaceFailure =
  | { readonly kind: 'workspace-missing'; readonly file: string }
  | { readonly kind: 'workspace-unreadable'; readonly file: string; readonly why: string }
  | { readonly kind: 'workspace-too-large'; readonly file: string; readonly bytes: number; readonly limit: number }
  | { readonly kind: 'workspace-bomb'; readonly file: string; readonly why: string }
  | { readonly kind: 'workspace-invalid'; readonly file: string; readonly problems: readonly FileProblem[] }
  | { readonly kind: 'untrusted'; readonly acts: readonly string[] }
  /** A new workspace file: nothing was found that it could be about, or it can't be put there. */
  | { readonly kind: 'nothing-to-propose'; readonly looked: readonly string[]; readonly left: readonly string[] }
  | { readonly kind: 'file-exists'; readonly file: string }
  | { readonly kind: 'file-unwritable'; readonly file: string; readonly why: string };

export type GitFailure =
  | { readonly kind: 'git-missing'; readonly why: string }
  | { readonly kind: 'repository-refused'; readonly repository: string; readonly why: string }
  | { readonly kind: 'repository-missing'; readonly repository: string }
  | { readonly kind: 'repository-empty'; readonly repository: string }
  | { readonly kind: 'repository-locked'; readonly repository: string }
  /** It was told who asks, and said no. */
  | { readonly kind: 'repository-denied'; readonly repository: string; readonly why: string }
  /** ssh would not believe that the host is who it says it is. `changed`: it was known by another key. */
  | { readonly kind: 'host-unproven'; readonly repository: string; readonly changed: boolean }
  | { readonly kind: 'repository-unreachable'; readonly repository: string; readonly why: string }
  | { readonly kind: 'branch-missing'; readonly repository: string; readonly branch: string }
  | { readonly kind: 'commit-missing'; readonly repository: string; readonly commit: string }
  | { readonly kind: 'git-failed'; readonly repository: string; readonly verb: string; readonly why: string };

/** Of endpoints, checks and verifications. */
export type EndpointFailure =
  /** `sent`: the connection was lost once it had, or may have, heard us. */
  | { readonly kind: 'endpoint-unreachable'; readonly where: string; readonly why: string; readonly sent?: true }
  | { readonly kind: 'endpoint-hangs'; readonly where: string; readonly afterMs: number }
  /** It hung `misses` times in a row; the board leaves it alone for longer and longer, up to a minute. */
  | {
      readonly kind: 'endpoint-asked-less';
      readonly where: string;
      readonly afterMs: number;
      readonly misses: number;
    }
  | { readonly kind: 'endpoint-refused'; readonly where: string; readonly status: string; readonly said: string }
  | { readonly kind: 'endpoint-nonsense'; readonly where: string; readonly expected: string; readonly said: string }
  /** Several answers, or several parts, name several versions. */
  | { readonly kind: 'mixed'; readonly where: string; readonly versions: readonly string[] }
  /** It asks to be left alone for a while (429, 503 with Retry-After); null: it does not say how long. */
  | {
      readonly kind: 'endpoint-busy';
      readonly where: string;
      readonly status: string;
      readonly retryAfterMs: number | null;
    }
  | {
      readonly kind: 'credentials-refused';
      readonly where: string;
      readonly status: string;
      readonly said: string;
      /** Names of the secrets that were sent. */
      readonly secrets: readonly string[];
      /** How far its clock is ahead of this machine’s, where that is more than a minute: tokens are about time. */
      readonly clockMs: number | null;
    }
  | { readonly kind: 'nothing-runs'; readonly where: string }
  | { readonly kind: 'not-started'; readonly where: string; readonly why: string }
  | { readonly kind: 'command-failed'; readonly command: string; readonly code: string; readonly said: string }
  /** What should have been sent along; as the workspace file names it, filled. */
  | { readonly kind: 'file-unreadable'; readonly file: string; readonly why: string }
  | { readonly kind: 'secret-missing'; readonly name: string };

/** Of the journal, the ledger and the folder they are kept in. */
export type RecordFailure =
  /** The engine has only just started, or nothing of it could be read so far. */
  | { readonly kind: 'not-read'; readonly what: string }
  | { readonly kind: 'journal-unwritable'; readonly file: string; readonly why: string }
  | { readonly kind: 'journal-damaged'; readonly file: string; readonly why: string }
  | { readonly kind: 'ledger-unreachable'; readonly ledger: string; readonly why: string }
  | { readonly kind: 'ledger-rewritten'; readonly ledger: string; readonly environment: string; readonly seen: string }
  | {
      readonly kind: 'ledger-forged';
      readonly ledger: string;
      readonly environment: string;
      readonly commit: string;
      /** Who it says it is by, and whose key signed it; null where no key did. */
      readonly says: string;
      readonly signedBy: string | null;
    }
  | { readonly kind: 'ledger-unsigned'; readonly ledger: string; readonly why: string }
  | { readonly kind: 'ledger-contended'; readonly ledger: string; readonly environment: string; readonly tries: number }
  | { readonly kind: 'data-folder'; readonly folder: string; readonly why: string };

export type ActFailure =
  | { readonly kind: 'objected'; readonly objections: readonly Objection[] }
  | {
      readonly kind: 'moved';
      readonly environment: string;
      readonly component: string;
      readonly seen: string | null;
      readonly now: string | null;
    }
  /** The workspace file says something else about it than it did when the person looked. */
  | { readonly kind: 'file-moved'; readonly file: string; readonly component: string; readonly stage: string }
  | {
      readonly kind: 'claim-lost';
      readonly environment: string;
      readonly component: string;
      readonly why: 'taken-over' | 'late';
    }
  | {
      readonly kind: 'claim-held';
      readonly environment: string;
      readonly by: string;
      readonly component: string;
      readonly since: string;
    }
  | { readonly kind: 'withdrawn'; readonly by: string }
  /** The machine slept, or the process was stopped, during a countdown. */
  | { readonly kind: 'stood-still'; readonly component: string; readonly stage: string }
  | { readonly kind: 'no-such'; readonly what: string; readonly name: string; readonly known: readonly string[] }
  /** A short id that several have: `known` are those. */
  | { readonly kind: 'ambiguous'; readonly what: string; readonly name: string; readonly known: readonly string[] }
  | { readonly kind: 'nothing-to-roll-back-to'; readonly component: string; readonly environment: string }
  /** What runs at a stage is no set that was verified there: `components` stand in its way. */
  | { readonly kind: 'not-verified-together'; readonly stage: string; readonly components: readonly string[] }
  | { readonly kind: 'release-name-taken'; readonly name: string }
  /** Somebody has said something else of `what` since the person looked. */
  | { readonly kind: 'said-since'; readonly what: string; readonly by: string }
  /** `what` takes a reason. */
  | { readonly kind: 'reason-missing'; readonly what: string }
  /** It changed nothing, or has no verdict yet. */
  | { readonly kind: 'never-went-out'; readonly deployment: string }
  /** Characters. */
  | { readonly kind: 'too-long'; readonly what: string; readonly length: number; readonly most: number }
  | { readonly kind: 'too-late'; readonly deployment: string }
  | {
      readonly kind: 'interrupted';
      readonly component: string;
      readonly stage: string;
      readonly at: string;
      readonly sent: 'no' | 'unknown';
    }
  | { readonly kind: 'cancelled' };

/** Every way things go wrong that somebody can do something about. Only bugs are thrown. */
export type Failure = WorkspaceFailure | GitFailure | EndpointFailure | RecordFailure | ActFailure;
export type FailureKind = Failure['kind'];

/** Expected trouble is a value. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export const done = <T>(value: T): Result<T> => ({ ok: true, value });
export const failed = (failure: Failure): { readonly ok: false; readonly failure: Failure } => ({ ok: false, failure });
