import type { Candidate } from '../../contract/candidate';
import type { Commit, Iso, Person } from '../../contract/commit';
import type { VerificationConfig } from '../../contract/verification';
import type { TestResult } from '../../contract/entry';
import type { Failure, Result } from '../../contract/failure';
import type { PlaceholderValues } from '../../contract/placeholders';
import type { Health } from '../../contract/snapshot';
import type { Component, Target } from '../../contract/workspace';
import type { Diffs, History, Mirrors } from './git-ports';
import type { Progress, Receipt } from './receipt';
import type { DeploymentLogs, Journal, Ledger, Trust } from './record-ports';

// What the business needs of the outside. Every port takes an AbortSignal, answers expected trouble as a value,
// and names the world in machine formats only.

/** One attempt to make one environment run one candidate. `id` is the idempotency key. */
export interface Order {
  readonly id: string;
  readonly target: Target;
  readonly candidate: Candidate;
}

/** What the environment says it is running. `named` is a full commit, an abbreviation or a tag, as it said it. */
export interface Observation {
  readonly readAt: Iso;
  readonly outcome:
    | { readonly kind: 'running'; readonly named: string; readonly health: Health; readonly healthText: string | null }
    | { readonly kind: 'nothing' }
    | { readonly kind: 'unreadable'; readonly failure: Failure };
}

export interface Endpoint {
  /** What runs there now. Ends within 10 s, whatever the endpoint does. */
  observe(target: Target, signal: AbortSignal): Promise<Observation>;
  /** Sends the order once; the last progress is the receipt, always. */
  deploy(order: Order, signal: AbortSignal): AsyncIterable<Progress>;
  /** What a target shares with others that would hang together with it: an origin, a repository. Default: nothing. */
  address?(target: Target): string;
  /** Was this order ever received? */
  find?(order: Order, signal: AbortSignal): Promise<Receipt | 'unheard of'>;
}

export interface Verifier {
  /**
   * Runs one verification; the last event is its result, always.
   * @param sentAt when the order of what is verified left, or a moment before; null: no deployment is on record
   */
  run(
    verification: VerificationConfig,
    values: PlaceholderValues,
    sentAt: Iso | null,
    signal: AbortSignal,
  ): AsyncIterable<
    { readonly type: 'log'; readonly text: string } | { readonly type: 'result'; readonly result: TestResult }
  >;
}

/** One result about one candidate, whoever said it. */
export interface Check {
  readonly commit: Commit;
  readonly name: string;
  readonly result: 'passed' | 'failed' | 'running';
  readonly at: Iso | null;
  readonly url: string | null;
}

export interface Checks {
  /** Everything the source knows about the component's candidates; a check that ran twice may be there twice. */
  results(component: Component, signal: AbortSignal): Promise<Result<readonly Check[]>>;
}

export interface Clock {
  now(): Iso;
  /** Milliseconds of a clock that no one sets. */
  monotonic(): number;
  /** Ends after `ms`, or at once when aborted. Never rejects. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

export interface Identity {
  readonly me: Person;
  readonly machine: string;
  uuid(): string;
  /** Hex. */
  sha256(text: string): string;
}

export interface Ports {
  readonly endpoint: (kind: string) => Endpoint;
  readonly verifier: Verifier;
  readonly checks: Checks;
  readonly mirrors: Mirrors;
  readonly history: History;
  readonly diffs: Diffs;
  readonly ledger: Ledger;
  readonly journal: Journal;
  readonly logs: DeploymentLogs;
  readonly trust: Trust;
  readonly clock: Clock;
  readonly identity: Identity;
}
