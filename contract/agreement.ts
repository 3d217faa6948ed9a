import type { Stage } from './workspace';

/** Tests that have to pass at a stage, by their names. */
export interface AgreedTests {
  /** Of the environment as a whole. */
  readonly whole: readonly string[];
  /** Components that have tests of their own there. */
  readonly components: readonly { readonly component: string; readonly names: readonly string[] }[];
}

export interface AgreedStage extends Stage {
  /** The stage before it; null: it is fed from mainline. */
  readonly before: string | null;
  readonly tests: AgreedTests;
}

/** What a team has agreed on in its workspace file, stage by stage. */
export interface Agreement {
  readonly workspace: string;
  readonly file: string;
  readonly stages: readonly AgreedStage[];
}
