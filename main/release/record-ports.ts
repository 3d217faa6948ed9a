import type { Candidate } from '../../contract/candidate';
import type { Commit, Iso } from '../../contract/commit';
import type { DeploymentEvent, Ending } from '../../contract/deployment';
import type { Cause, Draft, Entry, MarkedEntry, Signature } from '../../contract/entry';
import type { Failure, Result } from '../../contract/failure';
import type {
  CheckedText,
  Proposal,
  ProposeInput,
  TestedTarget,
  TestTextInput,
  TextInput,
} from '../../contract/new-workspace';
import type { Workspace } from '../../contract/workspace';

export interface LedgerReading {
  readonly environment: string;
  /** Oldest first. */
  readonly entries: readonly Entry[];
  readonly tip: string | null;
  readonly readAt: Iso;
  /** Of the entries that are signed, by id. Absent where nobody signs. */
  readonly signatures?: ReadonlyMap<string, Signature>;
  /** Why the branch is not followed beyond what is here. Nothing is written to it. */
  readonly alarm?: LedgerAlarm;
}

export interface LedgerAlarm {
  readonly failure: Failure;
  /** The entry that raised it, where it was one. */
  readonly disbelieved: MarkedEntry | null;
}

export interface Ledger {
  /** What to call it on screen, and whether others can see it. */
  readonly where: string;
  readonly shared: boolean;
  /**
   * Cheap when nothing moved: one `ls-remote` for all environments, entries cached by tip. An alarm is its environment's, and stands
   * in its reading: whoever concludes something from what is not there looks for one first.
   */
  read(environments: readonly string[], signal: AbortSignal): Promise<Result<readonly LedgerReading[]>>;
  /**
   * Fetch, check that the last tip seen is an ancestor, let `decide` look at the entries and draft new ones, push all drafts as one
   * push with an explicit lease, read again: success is finding our own ids there. `decide` may run several times, never after success.
   */
  append(
    environment: string,
    decide: (entries: readonly Entry[]) => Result<readonly Draft[]>,
    signal: AbortSignal,
  ): Promise<Result<LedgerReading>>;
}

/** What this machine is about to do. A record is durable (fdatasync) when `append` answers done. */
export type JournalRecord =
  | {
      readonly kind: 'requested';
      readonly deployment: string;
      readonly at: Iso;
      readonly promotion: string;
      readonly component: string;
      readonly stage: string;
      readonly environment: string;
      readonly candidate: Candidate;
      readonly from: Commit | null;
      readonly cause: Cause;
    }
  | { readonly kind: 'sending'; readonly deployment: string; readonly at: Iso }
  | { readonly kind: 'withdrawn'; readonly deployment: string; readonly at: Iso }
  | { readonly kind: 'ended'; readonly deployment: string; readonly at: Iso; readonly ending: Ending };

export interface Journal {
  append(record: JournalRecord): Promise<Result<null>>;
  /** Records of deployments that a dead owner left without an end, oldest first; they belong to this journal now. */
  readonly unfinished: readonly JournalRecord[];
  /** Damage found at opening; everything before it was read, the file kept. */
  readonly damage: Failure | null;
  close(): Promise<void>;
}

/** The events of each deployment, kept for its panel: capped, never trusted for a decision. */
export interface DeploymentLogs {
  append(deployment: string, event: DeploymentEvent): void;
  read(deployment: string): Promise<readonly DeploymentEvent[]>;
}

export interface Workspaces {
  read(file: string, signal: AbortSignal): Promise<Result<Workspace>>;
  /** What a text would say as that file, which need not be there; nothing is written. */
  check(file: string, text: string, signal: AbortSignal): Promise<Result<Workspace>>;
  /** Calls back after the file changed; returns its undo. */
  watch(file: string, changed: () => void): () => void;
}

/** How a workspace file comes to be: it needs no open workspace. Nothing that is looked at is run. */
export interface NewWorkspaces {
  propose(input: ProposeInput, signal: AbortSignal): Promise<Result<Proposal>>;
  check(input: TextInput, signal: AbortSignal): Promise<Result<CheckedText>>;
  /**
   * Fails with `untrusted` where the text's acts are not the ones that were agreed to.
   * @param told hears of each target as it answers, and of how many there are
   */
  test(
    input: TestTextInput,
    signal: AbortSignal,
    told?: (target: TestedTarget, of: number) => void,
  ): Promise<Result<readonly TestedTarget[]>>;
  /** Never over another file. */
  save(input: TextInput): Promise<Result<null>>;
}

/** Trust is per workspace file and pinned to the hash of what it may run or reach. */
export interface Trust {
  isTrusted(workspace: Workspace): boolean;
  trust(workspace: Workspace): Promise<Result<null>>;
  /** The acts that were agreed to the last time, for showing what is new; null: none. Absent where nobody is asked twice. */
  agreed?(workspace: Workspace): readonly string[] | null;
}

export interface Secrets {
  /** Bound to an origin: a secret is not given to another. */
  get(name: string, origin: string): Promise<string | null>;
}
