import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import { commitSchema, type Change, type Commit, type Iso } from './commit';
import {
  name,
  id,
  reason,
  releaseName,
  whole,
  seenAt,
  cell,
  deployment,
  promoteInput,
  rollbackInput,
  redeployInput,
  releaseActInput,
  judgeInput,
  openIncidentInput,
  closeIncidentInput,
} from './act-input';
import type { Candidate } from './candidate';
import type { Deployment, DeploymentEvent } from './deployment';
import type { Comparison, Patch } from './diff';
import type { MarkedEntry } from './entry';
import type { Failure, Result } from './failure';
import { hostContract } from './host';
import type { Insights, NamedBag } from './insights';
import type { IsolationReport } from './isolation';
import type { Objection } from './promotion-facts';
import type { Agreement } from './agreement';
import { proposeInput, testTextInput, textInput } from './new-workspace';
import type { CheckedText, Proposal, TestingEvent } from './new-workspace';
import type { ReleaseEvent, ReleaseView } from './release';
import { keepNotesInput, releasePageInput, signOffInput, type WrittenPage } from './release-page';
import type { Rotation } from './rotation';
import { baselines, type SnapshotUpdate } from './snapshot';
import type { SecretNeed } from './workspace';

/** A side of a comparison: a stage, `mainline`, `checked`, or, with a component, a full commit. */
export const compareInput = z.object({ from: name, to: name, component: name.nullable() });
export type CompareInput = z.infer<typeof compareInput>;

export const patchInput = z.object({
  component: name,
  from: commitSchema.nullable(),
  to: commitSchema,
  path: z.string().min(1).max(4096),
  whitespace: z.enum(['show', 'ignore']).default('show'),
});
export type PatchInput = z.infer<typeof patchInput>;

export const activityInput = z.object({
  component: name.nullable().default(null),
  stage: name.nullable().default(null),
  person: name.nullable().default(null),
  kind: name.nullable().default(null),
  limit: z.number().int().min(1).max(5000).default(200),
});
export type ActivityInput = z.infer<typeof activityInput>;

/** Days: ten years. */
export const longestInsights = 3660;

export const insightsInput = z.object({
  /** The last stage where none is named. */
  stage: name.nullable().default(null),
  component: name.nullable().default(null),
  days: z.number().int().min(1).max(longestInsights).default(90),
});
export type InsightsInput = z.infer<typeof insightsInput>;

/** What the component page draws beyond the snapshot. */
export interface ComponentHistory {
  readonly component: string;
  /** Newest first: first-parent commits of mainline (or tags) since the baseline and what runs. */
  readonly candidates: readonly (Candidate & {
    readonly at: Iso;
    readonly subject: string;
    readonly checks: 'passed' | 'failed' | 'pending' | 'none';
    readonly stages: readonly string[];
    readonly rejected: boolean;
  })[];
  /** Newest first, all environments. */
  readonly deployments: readonly Deployment[];
  /** Which of them are brown-paper-bag releases, those that a person dismissed left out. */
  readonly bags: readonly NamedBag[];
  readonly problem: Failure | null;
}

/** What a test of an endpoint found, without changing anything there. */
export interface EndpointTest {
  /** Did it say what runs? */
  readonly answers: boolean;
  readonly text: string;
  readonly commit: Commit | null;
  /** What it can and can’t do, and what was not tried; a sentence each. */
  readonly lines: readonly string[];
}

/** `objections` of one candidate for one stage, for a candidate picked on the component page. */
export interface Eligibility {
  readonly candidate: Candidate;
  readonly ahead: number | null;
  readonly behind: number | null;
  readonly objections: readonly Objection[];
}

/** The engine's commands, queries and streams: each is one line here; handlers, client and preload are derived from it. */
export const apiContract = {
  snapshot: oc.output(eventIterator(type<SnapshotUpdate>())),
  refresh: oc.output(type<Result<null>>()),
  baseline: oc.input(z.object({ baseline: z.enum(baselines) })).output(type<Result<null>>()),

  promote: oc.input(promoteInput).output(eventIterator(type<DeploymentEvent>())),
  rollback: oc.input(rollbackInput).output(eventIterator(type<DeploymentEvent>())),
  redeploy: oc.input(redeployInput).output(eventIterator(type<DeploymentEvent>())),
  /** Undo and Cancel: before SENDING only. */
  withdraw: oc.input(deployment).output(type<Result<null>>()),
  stopWaiting: oc.input(deployment).output(type<Result<null>>()),
  /** All that has happened so far, then what happens. */
  watch: oc.input(deployment).output(eventIterator(type<DeploymentEvent>())),
  verify: oc.input(cell).output(type<Result<null>>()),

  adopt: oc.input(cell.extend({ commit: commitSchema, reason })).output(type<Result<null>>()),
  resume: oc.input(cell.extend({ reason })).output(type<Result<null>>()),
  lock: oc.input(cell.extend({ reason: reason.min(1) })).output(type<Result<null>>()),
  unlock: oc.input(cell.extend({ reason })).output(type<Result<null>>()),
  approve: oc.input(cell.extend({ commit: commitSchema })).output(type<Result<null>>()),
  /** An unknown verdict: look again (`observe`), or say what is known, with a reason. */
  resolve: oc
    .input(z.object({ deployment: id, how: z.enum(['observe', 'deployed', 'not-deployed']), reason }))
    .output(type<Result<null>>()),

  /** One switch for the whole system: while it is stopped nothing is promoted; rollbacks may go. */
  stopLine: oc.input(whole.extend({ reason: reason.min(1) })).output(type<Result<null>>()),
  /** `seen`: when the stop was that the person looked at; another one is not lifted. */
  startLine: oc.input(whole.extend({ reason, seen: seenAt })).output(type<Result<null>>()),
  judge: oc.input(judgeInput).output(type<Result<null>>()),
  openIncident: oc.input(openIncidentInput).output(type<Result<null>>()),
  closeIncident: oc.input(closeIncidentInput).output(type<Result<null>>()),
  /** For the next person; empty: nothing any more. */
  handOver: oc.input(whole.extend({ note: reason, seen: seenAt })).output(type<Result<null>>()),

  compare: oc.input(compareInput).output(type<Result<Comparison>>()),
  patch: oc.input(patchInput).output(type<Patch>()),
  changes: oc
    .input(z.object({ component: name, from: commitSchema.nullable(), to: commitSchema }))
    .output(type<Result<readonly Change[]>>()),
  history: oc.input(z.object({ component: name })).output(type<Result<ComponentHistory>>()),
  eligibility: oc.input(cell.extend({ commit: commitSchema })).output(type<Result<Eligibility>>()),
  activity: oc.input(activityInput).output(type<Result<readonly MarkedEntry[]>>()),
  insights: oc.input(insightsInput).output(type<Result<Insights>>()),
  isolation: oc.output(type<Result<IsolationReport>>()),
  releases: oc.output(type<Result<readonly ReleaseView[]>>()),
  /** The set that runs at a stage and was verified there together; an empty name: the day, and which of the day. */
  cut: oc.input(whole.extend({ stage: name, name: releaseName })).output(type<Result<ReleaseView>>()),
  /** Both go on when nobody listens, and are one when asked twice meanwhile. */
  promoteRelease: oc.input(releaseActInput).output(eventIterator(type<ReleaseEvent>())),
  putBackRelease: oc.input(releaseActInput).output(eventIterator(type<ReleaseEvent>())),
  releasePage: oc.input(releasePageInput).output(type<Result<WrittenPage>>()),
  keepNotes: oc.input(keepNotesInput).output(type<Result<null>>()),
  signOff: oc.input(signOffInput).output(type<Result<null>>()),
  agreement: oc.output(type<Result<Agreement>>()),
  rotation: oc.output(type<Result<Rotation>>()),
  deployment: oc.input(deployment).output(type<Result<Deployment>>()),
  /** The deployment as a brown-paper-bag release, a dismissed one too; null: nothing and nobody says that it is one. */
  bag: oc.input(deployment).output(type<Result<NamedBag | null>>()),

  trust: oc.input(z.object({ hash: z.string().max(128) })).output(type<Result<null>>()),
  testEndpoint: oc.input(cell).output(type<Result<EndpointTest>>()),
  /** Every secret that the workspace asks for; `kept`: this machine has it for just that origin. */
  secretNeeds: oc.output(type<Result<readonly (SecretNeed & { readonly kept: boolean })[]>>()),
  /** A new workspace file: proposed from what is there, checked, tried and saved, never over another. */
  propose: oc.input(proposeInput).output(type<Result<Proposal>>()),
  checkText: oc.input(textInput).output(type<Result<CheckedText>>()),
  testText: oc.input(testTextInput).output(eventIterator(type<TestingEvent>())),
  saveWorkspace: oc.input(textInput).output(type<Result<null>>()),
  resetDemo: oc.output(type<Result<null>>()),
  host: hostContract,
};
