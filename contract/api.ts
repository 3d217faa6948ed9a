import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import { commitSchema, type Change, type Commit, type Iso } from './commit';
import type { Candidate } from './candidate';
import type { Deployment, DeploymentEvent } from './deployment';
import type { Comparison, Patch } from './diff';
import { fixSchema, type MarkedEntry } from './entry';
import type { Failure, Result } from './failure';
import { hostContract } from './host';
import type { Insights, NamedBag } from './insights';
import type { IsolationReport } from './isolation';
import type { Objection } from './promotion-facts';
import type { Agreement } from './agreement';
import type { ReleaseEvent, ReleaseView } from './release';
import { keepNotesInput, releasePageInput, signOffInput, type WrittenPage } from './release-page';
import type { Rotation } from './rotation';
import { baselines, type SnapshotUpdate } from './snapshot';

const name = z.string().min(1).max(200);
const id = z.uuid();
/** Why, or a note: what a person says with an act. */
export const reason = z.string().max(2000);
export const releaseName = z
  .string()
  .max(100)
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u, 'a line without invisible or direction-changing characters');
/** What is about all of a workspace names it by its id: a window that still shows another one must not move this one. */
const whole = z.object({ workspace: z.string().max(200) });
/** When what the act is about to replace was said; null: nothing was. Absent: whatever stands there. */
const seenAt = z.iso.datetime().nullable().optional();
const cell = z.object({ component: name, stage: name });
const deployment = z.object({ deployment: id });

export const promoteInput = cell.extend({
  /** Made by whoever clicks: the same id again is the same promotion, so a double click deploys once. */
  promotion: id,
  commit: commitSchema,
  /** What the person saw running in the target; the engine refuses if it has moved. */
  seen: commitSchema.nullable(),
  /** A reason lifts the objections that can be lifted, on record. */
  override: reason.min(1).nullable().default(null),
  /** Terminal `--yes`: no countdown. */
  now: z.boolean().default(false),
});
export type PromoteInput = z.infer<typeof promoteInput>;

export const rollbackInput = cell.extend({
  promotion: id,
  seen: commitSchema.nullable(),
  reason: reason.default(''),
  now: z.boolean().default(false),
});
export type RollbackInput = z.infer<typeof rollbackInput>;

export const redeployInput = cell.extend({
  promotion: id,
  seen: commitSchema.nullable(),
  now: z.boolean().default(false),
});
export type RedeployInput = z.infer<typeof redeployInput>;

/** `release`: its id, or its name. */
export const releaseActInput = z.object({
  release: name,
  stage: name,
  now: z.boolean().default(false),
  /** A reason to skip the rules that may be skipped, on record for each component; null: none is. */
  override: reason.min(1).nullable().default(null),
  /** What the person saw of each component: the engine refuses where it has moved, and lifts nothing else. */
  seen: z
    .record(name, z.object({ running: commitSchema.nullable(), objections: z.array(z.string().max(100)).max(100) }))
    .optional(),
});
export type ReleaseActInput = z.infer<typeof releaseActInput>;

/** `judgement`: is it one, or was what followed no mending of it? To dismiss takes a reason. */
export const judgeInput = z.object({ deployment: id, judgement: z.enum(['confirmed', 'dismissed']), reason });
export type JudgeInput = z.infer<typeof judgeInput>;

/** `incident` is made by whoever asks: the same id again is the same incident. */
export const openIncidentInput = z.object({ incident: id, deployment: id, title: z.string().min(1).max(200) });
export type OpenIncidentInput = z.infer<typeof openIncidentInput>;

export const closeIncidentInput = z.object({ incident: id, fix: fixSchema });
export type CloseIncidentInput = z.infer<typeof closeIncidentInput>;

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
  testEndpoint: oc.input(cell).output(type<Result<{ readonly text: string; readonly commit: Commit | null }>>()),
  resetDemo: oc.output(type<Result<null>>()),
  host: hostContract,
};
