import type { Candidate } from '../../contract/candidate';
import type { Commit, Iso } from '../../contract/commit';
import type { DeploymentEvent, Ending, Phase } from '../../contract/deployment';
import type { Cause } from '../../contract/entry';
import { done, failed, type Failure, type Result } from '../../contract/failure';
import type { Baseline } from '../../contract/snapshot';
import type { Component, Environment, Stage, Target, Workspace } from '../../contract/workspace';
import { fold, type EnvironmentRecord } from './record/fold';
import type { Ports } from './ports';
import type { Readings } from './readings';

/** A deployment that this process is working on, or that it found unfinished. */
export interface Live {
  readonly id: string;
  readonly promotion: string;
  readonly component: string;
  readonly stage: string;
  readonly environment: string;
  readonly candidate: Candidate;
  readonly from: Commit | null;
  readonly cause: Cause;
  readonly since: Iso;
  readonly countdownMs: number | null;
  phase: Phase;
  text: string;
  /** Found unfinished at the start and not yet looked into. */
  orphaned: boolean;
  ending: Ending | null;
  /** Its own part is over: the environment belongs to what follows it by itself, which its ending will tell of. */
  over: boolean;
  readonly withdraw: AbortController;
  readonly stopWaiting: AbortController;
  readonly events: DeploymentEvent[];
  readonly listeners: Set<(event: DeploymentEvent) => void>;
}

/** One open workspace: what every use case takes as its one argument. */
export interface Session {
  readonly ports: Ports;
  readonly live: Map<string, Live>;
  workspace: Workspace;
  readings: Readings;
  baseline: Baseline;
  /** Problems of the whole workspace: a file that does not read any more, a damaged journal. */
  problems: readonly Failure[];
  /** Asks for a new snapshot to be derived and published. */
  changed(): void;
  /** A deployment of this process has ended. */
  ended(live: Live): void;
  /** Ends with the session. */
  readonly signal: AbortSignal;
}

export interface Place {
  readonly component: Component;
  readonly stage: Stage;
  readonly target: Target;
  readonly environment: Environment;
  /** The stage before this one; null for the first. */
  readonly upstream: Stage | null;
}

/** Finds a component × stage by name. Fails with `no-such`, naming what there is. */
export const place = (workspace: Workspace, componentName: string, stageName: string): Result<Place> => {
  const component = workspace.components.find((c) => c.name === componentName);
  if (!component) return noSuch('component', componentName, workspace.components);
  const index = workspace.stages.findIndex((s) => s.name === stageName);
  const stage = workspace.stages[index];
  if (!stage) return noSuch('stage', stageName, workspace.stages);
  const target = component.targets.find((t) => t.stage === stageName);
  const environment = workspace.environments.find((e) => e.name === stage.environment);
  if (!target || !environment) return noSuch('environment', stage.environment, workspace.environments);
  return { ok: true, value: { component, stage, target, environment, upstream: workspace.stages[index - 1] ?? null } };
};

const noSuch = (what: string, name: string, known: readonly { readonly name: string }[]): Result<never> =>
  failed({ kind: 'no-such', what, name, known: known.map((k) => k.name) });

const folds = new WeakMap<object, EnvironmentRecord>();
const nothingRecorded: EnvironmentRecord = fold([]);

/** The fold of an environment's last ledger reading; null where it was never read. */
export const recordOf = (readings: Readings, environment: string): EnvironmentRecord | null => {
  const reading = readings.ledgers.get(environment)?.value;
  if (!reading) return null;
  if (reading.entries.length === 0) return nothingRecorded;
  const known = folds.get(reading.entries) ?? fold(reading.entries);
  folds.set(reading.entries, known);
  return known;
};

/** That record, or why there is none. */
export const readRecord = (readings: Readings, environment: string): Result<EnvironmentRecord> => {
  const record = recordOf(readings, environment);
  if (record) return done(record);
  const problem = readings.ledgers.get(environment)?.problem;
  return failed(problem ?? { kind: 'not-read', what: `The ledger of ${environment}` });
};

/** Does it no longer have the environment? */
export const isEnded = (live: Live): boolean => live.phase === 'ended' || live.over;

/** This process's unended deployment to an environment, if there is one. */
export const liveIn = (session: Session, environment: string): Live | null =>
  [...session.live.values()].find((l) => l.environment === environment && !isEnded(l)) ?? null;
