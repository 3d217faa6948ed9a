import type { Commit, Iso } from './commit';

/** Something that was stopped at a step: why, and which commit. */
export interface Stopped {
  readonly commit: Commit;
  readonly version: string | null;
  readonly why: 'checks-failed' | 'verification-failed' | 'rolled-back' | 'rejected';
  readonly at: Iso | null;
}

/** One step of a component's funnel. `changes` is `git rev-list --count --no-merges --full-history B..X [-- path]`; null: it can't be told. */
export interface FunnelStep {
  /** `mainline`, `checked`, or a stage's name. */
  readonly step: string;
  readonly commit: Commit | null;
  readonly changes: number | null;
  readonly stopped: readonly Stopped[];
  readonly readAt: Iso | null;
}

export interface SystemStep {
  readonly step: string;
  readonly changes: number | null;
  /** From the stage on whose set is verified together; null before it. */
  readonly set: SetState | null;
}

/** The set an environment runs, and whether it was verified as a whole. */
export interface SetState {
  /** `release <name>` where just that was cut there or before; else `set <day>.<n>`: the nth verification of the environment on that day. */
  readonly name: string | null;
  readonly state: 'verified' | 'failed' | 'verifying' | 'moved' | 'never';
  readonly at: Iso | null;
  readonly text: string;
}

/** The steps of a pipeline, from the mouth to production. */
export const stepNames = (stages: readonly { readonly name: string }[]): readonly string[] => [
  'mainline',
  'checked',
  ...stages.map((stage) => stage.name),
];

/** The system's funnel: what the components' add up to. Unknown where one of them is unknown: no number is guessed. */
export const sumSteps = (
  steps: readonly string[],
  funnels: readonly (readonly FunnelStep[])[],
): readonly (number | null)[] =>
  steps.map((name) =>
    funnels.reduce<number | null>((sum, funnel) => {
      const changes = funnel.find((step) => step.step === name)?.changes ?? null;
      return sum === null || changes === null ? null : sum + changes;
    }, 0),
  );

/**
 * Height of a band, 0…1, on a log scale: an empty funnel keeps a thread of 0, the largest count is 1.
 * @param most the largest count of the band
 */
export const bandHeight = (changes: number, most: number): number =>
  most <= 0 ? 0 : Math.log1p(changes) / Math.log1p(most);
