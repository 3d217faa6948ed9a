import { z } from 'zod';
import { commitSchema } from './commit';
import { fixSchema } from './entry';

// What a person says with an act, as the API takes it.

export const name = z.string().min(1).max(200);
export const id = z.uuid();
/** Why, or a note: what a person says with an act. */
export const reason = z.string().max(2000);
export const releaseName = z
  .string()
  .max(100)
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u, 'a line without invisible or direction-changing characters');
/** What is about all of a workspace names it by its id: a window that still shows another one must not move this one. */
export const whole = z.object({ workspace: z.string().max(200) });
/** When what the act is about to replace was said; null: nothing was. Absent: whatever stands there. */
export const seenAt = z.iso.datetime().nullable().optional();
export const cell = z.object({ component: name, stage: name });
export const deployment = z.object({ deployment: id });

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
