import type { Candidate } from './candidate';
import type { Commit, Iso, Person } from './commit';
import type { DeploymentEvent } from './deployment';
import type { Known, Objection } from './promotion-facts';
import type { Note } from './note';

/** A named, immutable set {component → candidate}, cut from one environment where it was verified together. */
export interface Release {
  /** SHA-256 of the set: the same set is the same release, whoever cut it. */
  readonly id: string;
  readonly name: string;
  /** The stage it was cut from. */
  readonly stage: string;
  readonly environment: string;
  readonly by: Person;
  readonly at: Iso;
  /** By component name. */
  readonly set: readonly Candidate[];
}

/** The text whose SHA-256 is the release's id. */
export const releaseContents = (set: readonly Candidate[]): string =>
  JSON.stringify([
    'humdrum-release-1',
    ...set.map(({ component, id }) => [component, id]).sort(([a = ''], [b = '']) => (a < b ? -1 : 1)),
  ]);

/**
 * Where one component of a release stands at a stage. `there`: the stage runs it; `failed`: the last attempt did not go out; `faulty`: it
 * went out, and a verification failed; `unknown`: nobody knows how the last attempt ended; `moved-since`: it was there, and the component
 * moved alone afterwards; `put-back`: it was there, and was put or rolled back; `gone`: the workspace has no such component any more.
 */
export type StepState =
  | 'waiting'
  | 'on-its-way'
  | 'there'
  | 'failed'
  | 'faulty'
  | 'unknown'
  | 'moved-since'
  | 'put-back'
  | 'gone';

export interface ReleaseStep {
  readonly component: string;
  readonly candidate: Candidate;
  readonly state: StepState;
  /** What the stage runs of it; null: nothing. */
  readonly running: Known<Commit | null>;
  /** The last deployment to this stage that was a part of this release. */
  readonly deployment: string | null;
  /** Why it may not go on now; empty where it may, and where there is nothing to do. */
  readonly objections: readonly Objection[];
}

export type ReleaseState = 'waiting' | 'on-its-way' | 'deployed' | 'partly-deployed' | 'moved-since' | 'put-back';

/** One of the sign-offs that a stage asks for. */
export interface SignOffBox {
  readonly name: string;
  /** Who agreed, when, and what they noted as `reason`; null: nobody has yet. */
  readonly signed: Note | null;
}

/** A release at one stage, its steps in the order they go. */
export interface ReleaseAt {
  readonly stage: string;
  readonly state: ReleaseState;
  readonly steps: readonly ReleaseStep[];
  /** Components that putting it back would redeploy, in the order it would: the reverse of that of the steps. */
  readonly putsBack: readonly string[];
  /** In the order that the workspace file names them. */
  readonly boxes: readonly SignOffBox[];
}

export interface ReleaseView extends Release {
  /** The stages after the one it was cut from. */
  readonly stages: readonly ReleaseAt[];
}

/** What happens while a release is promoted or put back, in order. The stream ends after `ended`. */
export type ReleaseEvent =
  | { readonly type: 'component'; readonly component: string; readonly event: DeploymentEvent }
  | {
      readonly type: 'ended';
      readonly at: Iso;
      /** null where nothing was begun. */
      readonly state: ReleaseState | null;
      /** Every component went. */
      readonly complete: boolean;
      readonly text: string;
      readonly next: string;
    };
