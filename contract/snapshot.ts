import type { Candidate } from './candidate';
import type { Commit, Iso, Person } from './commit';
import type { Phase } from './deployment';
import type { DriftCause } from './drift';
import type { Cause, TestResult } from './entry';
import type { Failure } from './failure';
import type { FunnelStep, SystemStep } from './funnel';
import type { Incident } from './incident';
import type { Note } from './note';
import type { Objection } from './promotion-facts';
import type { Stage } from './workspace';

export type Health = 'healthy' | 'unhealthy' | 'unknown';

/** A commit with the name people know it by. */
export interface Point {
  readonly commit: Commit;
  readonly version: string | null;
  readonly at: Iso | null;
}

/** What the environment says it is running. */
export interface Running extends Point {
  readonly health: Health;
  readonly healthText: string | null;
  readonly observedAt: Iso;
}

/** What the ledger says it should run, and who brought it there. */
export interface Recorded extends Point {
  readonly deployment: string | null;
  readonly by: Person;
  readonly since: Iso;
  readonly cause: Cause | 'adopted';
}

export interface VerificationState {
  /** `unknown`: the ledger was never read. */
  readonly outcome: 'passed' | 'failed' | 'running' | 'void' | 'missing' | 'none-needed' | 'unknown';
  readonly scope: 'component' | 'environment' | null;
  readonly at: Iso | null;
  readonly results: readonly TestResult[];
}

/** A deployment on its way, this machine's or a teammate's. */
export interface InFlight {
  readonly deployment: string;
  readonly candidate: Candidate;
  readonly from: Commit | null;
  readonly cause: Cause;
  readonly by: Person;
  readonly mine: boolean;
  readonly since: Iso;
  readonly phase: Phase;
  readonly text: string;
  readonly countdownMs: number | null;
  /** True where this machine holds the deployment but no process is working on it: left by a crash. */
  readonly orphaned: boolean;
}

export interface RollbackOffer {
  readonly to: Candidate;
  readonly undoes: number | null;
  readonly objections: readonly Objection[];
}

/** What a promotion that skipped stages still owes. */
export interface Hotfix {
  /** Skipped stages, and `mainline`, that lack some of it; a change with the same patch counts as there. Never empty. */
  readonly missing: readonly string[];
  /** How many changes the one that lacks most lacks. */
  readonly changes: number;
  readonly by: Person;
  readonly since: Iso;
}

/** One component in one stage. */
export interface Cell {
  readonly stage: string;
  readonly environment: string;
  readonly running: Running | null;
  /** Why `running` can't be told. */
  readonly problem: Failure | null;
  readonly observedAt: Iso | null;
  readonly recorded: Recorded | null;
  readonly drifted: boolean;
  /** What probably made it drift; null: it did not, or nobody knows. */
  readonly driftCause: DriftCause | null;
  readonly verification: VerificationState;
  readonly faulty: boolean;
  readonly inFlight: InFlight | null;
  readonly unknownVerdict: {
    readonly deployment: string;
    readonly candidate: Candidate;
    readonly since: Iso;
    readonly text: string;
  } | null;
  readonly hold: Note | null;
  readonly lock: (Note & { readonly expires: Iso | null }) | null;
  readonly hotfix: Hotfix | null;
  /** The rules that the last promotion went over, until the next one; null: it went over none. */
  readonly overridden: (Note & { readonly rules: readonly string[]; readonly candidate: Candidate }) | null;
  readonly rollback: RollbackOffer | null;
  readonly lastDeployment: string | null;
  /** Something went out a while ago: until then it is looked at more often; null: it is not. */
  readonly watchedUntil: Iso | null;
}

/** Said of a promotion that is large for this component's own history. */
export interface Coaching {
  /** Nine of ten promotions of this component to this stage carried at most so many changes. */
  readonly usual: number;
  /** The largest step of a usual size that may be made now; null: there is none. */
  readonly smaller: { readonly candidate: Candidate; readonly ahead: number } | null | 'unknown';
}

/** Between a stage and the one before it: what waits, and whether it may go. */
export interface Gap {
  /** `checked` for the first stage. */
  readonly from: string;
  readonly to: string;
  readonly candidate: Candidate | null;
  readonly ahead: number | null;
  readonly behind: number | null;
  /** Of `behind`, those that the candidate does not have under another id either. */
  readonly lost: number | null;
  readonly oldest: Iso | null;
  readonly objections: readonly Objection[];
  readonly migrations: number | null;
  /** null: not large, or too little history to tell. */
  readonly coaching: Coaching | null;
}

export interface ComponentView {
  readonly name: string;
  readonly repository: string;
  /** `cloning` until the first mirror is there; `problem` says why it can't be. */
  readonly mirror: {
    readonly state: 'cloning' | 'ready' | 'failed';
    readonly readAt: Iso | null;
    readonly problem: Failure | null;
  };
  readonly checksProblem: Failure | null;
  readonly mainline: Point | null;
  readonly checked: Point | null;
  readonly baseline: Commit | null;
  readonly funnel: readonly FunnelStep[];
  readonly cells: readonly Cell[];
  readonly gaps: readonly Gap[];
}

export interface Snapshot {
  readonly revision: number;
  readonly workspace: { readonly name: string; readonly file: string; readonly id: string; readonly demo: boolean };
  readonly me: Person;
  readonly stages: readonly Stage[];
  /** Board order. */
  readonly components: readonly ComponentView[];
  readonly system: readonly SystemStep[];
  readonly trust: {
    readonly state: 'trusted' | 'asked';
    readonly hash: string;
    readonly acts: readonly string[];
    /** The acts that were agreed to the last time; null where this workspace was never trusted. */
    readonly agreed: readonly string[] | null;
  };
  /** Who stopped the line of the whole system, and why; null: it runs. */
  readonly line: Note | null;
  /** Incidents whose permanent fix is not named yet, the oldest first. */
  readonly incidents: readonly Incident[];
  /** What was left for the next person, where that is `me`; null: nothing, or it is somebody else’s turn. */
  readonly handOver: Note | null;
  /** What concerns the whole workspace: the file does not read, the ledger can't be reached, was rewritten… */
  readonly problems: readonly Failure[];
  readonly ledger: { readonly where: string; readonly shared: boolean; readonly readAt: Iso | null };
  /** When the last complete reading of everything ended; null before the first. */
  readonly readAt: Iso | null;
  readonly baseline: Baseline;
}

export const baselines = ['previous', '7d', '30d', '90d'] as const;
/** `previous`: what production ran before its current candidate. */
export type Baseline = (typeof baselines)[number];

/** What crosses the port: everything but the components, and those that changed. */
export interface SnapshotUpdate {
  readonly header: Omit<Snapshot, 'components'>;
  readonly order: readonly string[];
  readonly changed: readonly ComponentView[];
}
