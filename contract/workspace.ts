import type { ChecksConfig } from './checks';
import type { EndpointConfig } from './endpoint';
import type { VerificationConfig } from './verification';

interface FreezeCommon {
  readonly timezone: string;
  readonly reason: string;
  /** An exception: promotions are allowed, whatever else denies them. */
  readonly allow?: boolean | undefined;
}
/** A time span that denies promotions: weekdays, or a range of days, in a time zone. */
export type FreezeWindow =
  | (FreezeCommon & { readonly days: readonly Weekday[] })
  | (FreezeCommon & { readonly from: string; readonly to: string });
export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** A place in the pipeline, with its rules. */
export interface Stage {
  readonly name: string;
  readonly environment: string;
  readonly promote: 'click' | 'auto';
  /** `automatic`: what was promoted and fails its verification goes back to the last verified candidate by itself. */
  readonly rollback: 'click' | 'automatic';
  /** From here on the set of components is verified together. Set on the first such stage and on all after it. */
  readonly together: boolean;
  readonly protected: boolean;
  readonly countdownMs: number;
  readonly soakMs: number;
  readonly approvals: number;
  readonly batch: number | null;
  readonly freeze: readonly FreezeWindow[];
  /** Boxes of a release that somebody has to sign off before it may come here. */
  readonly signoffs: readonly string[];
}

/** Where one component runs for one environment: the environment's keys with the component's merged over them. */
export interface Target {
  readonly component: string;
  readonly environment: string;
  readonly stage: string;
  readonly endpoint: EndpointConfig;
  readonly health: { readonly url: string } | null;
  readonly port: number | null;
  /** Verifications of this component in this environment. */
  readonly verify: readonly VerificationConfig[];
}

export interface Environment {
  readonly name: string;
  readonly pools: readonly string[];
  /** How long after a deployment it is watched more closely; 0: not. */
  readonly watchMs: number;
  /** Verifications of the environment as a whole. */
  readonly verify: readonly VerificationConfig[];
}

export interface Component {
  readonly name: string;
  /** URL, or absolute path: relative ones are resolved against the workspace file's folder. */
  readonly repository: string;
  readonly path: string | null;
  readonly branch: string | null;
  readonly candidates: { readonly kind: 'commits' } | { readonly kind: 'tags'; readonly pattern: string };
  readonly migrations: readonly string[];
  readonly config: readonly string[];
  readonly checks: ChecksConfig | null;
  readonly after: readonly string[];
  readonly targets: readonly Target[];
}

/** Something that environments may share, and why: by the name that the isolation report calls it. */
export interface AcceptedSharing {
  readonly name: string;
  readonly reason: string;
}

/** Somebody whose turn it may be. */
export interface Member {
  readonly name: string;
  /** Every address they commit and sign with; the first is the one to write to. */
  readonly emails: readonly string[];
  /** Days on which it is not their turn, both included, by the clock of UTC. */
  readonly away: readonly { readonly from: string; readonly to: string }[];
}

/** A secret by name, the one place it may go to, and for whom. */
export interface SecretNeed {
  readonly name: string;
  /** An origin, or `command:<program>` for what a command is given. */
  readonly origin: string;
  readonly usedBy: readonly string[];
}

/** One system, as the file says it, defaults filled in. */
export interface Workspace {
  /** SHA-256 of the file's real path: names this workspace's folder on this machine. */
  readonly id: string;
  readonly file: string;
  readonly folder: string;
  readonly name: string;
  readonly ledger: string | null;
  readonly stages: readonly Stage[];
  readonly environments: readonly Environment[];
  readonly components: readonly Component[];
  /** What environments may share. */
  readonly shared: readonly AcceptedSharing[];
  /** Who takes turns at the last stage; empty: everybody who does something. */
  readonly people: readonly Member[];
  /** Every secret that it asks for. */
  readonly secrets: readonly SecretNeed[];
  /** What it may run and where it may send, in words, and the hash trust is pinned to. */
  readonly acts: { readonly hash: string; readonly list: readonly string[] };
}
