import { z } from 'zod';

// What is read of an Application of Argo CD; the API has far more. Go leaves out what is empty, or says null.

const text = z
  .string()
  .nullish()
  .transform((said) => said ?? '');
const resourceSchema = z.object({ kind: text, name: text, status: text, message: text, hookPhase: text });
const infos = z.array(z.object({ name: z.string(), value: text })).nullish();

const operationSchema = z.object({
  info: infos,
  sync: z.object({ revision: text, resources: z.array(z.unknown()).nullish() }).nullish(),
  initiatedBy: z.object({ username: text, automated: z.boolean().default(false) }).prefault({}),
});
export type Operation = z.infer<typeof operationSchema>;

const stateSchema = z.object({
  operation: operationSchema.prefault({}),
  phase: text,
  message: text,
  startedAt: text,
  finishedAt: text,
  syncResult: z.object({ revision: text, resources: z.array(resourceSchema).nullish() }).nullish(),
});
export type OperationState = z.infer<typeof stateSchema>;

const statusSchema = z.object({
  sync: z.object({ status: text, revision: text }).prefault({}),
  health: z.object({ status: text, message: text }).prefault({}),
  operationState: stateSchema.nullish(),
  history: z.array(z.object({ id: z.number().default(0), revision: text, deployedAt: text })).nullish(),
  resources: z
    .array(
      z.object({
        kind: text,
        name: text,
        status: text,
        requiresPruning: z.boolean().default(false),
        health: z.object({ status: text, message: text }).nullish(),
      }),
    )
    .nullish(),
  conditions: z.array(z.object({ type: text, message: text })).nullish(),
  reconciledAt: text,
});

export const applicationSchema = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z.object({ sources: z.array(z.unknown()).nullish() }),
  status: statusSchema.prefault({}),
  /** What was asked for, until it is begun and ended. */
  operation: operationSchema.nullish(),
});
export type Application = z.infer<typeof applicationSchema>;

export const orderInfo = 'humdrum';

/** The order of ours that an operation carries out; null: it is none of ours. */
export const orderOf = (operation: Operation | null | undefined): string | null =>
  operation?.info?.find(({ name }) => name === orderInfo)?.value ?? null;

/** Who began an operation, in words. */
export const whoBegan = ({ initiatedBy }: Operation): string =>
  initiatedBy.automated ? 'automatic sync' : initiatedBy.username === '' ? 'somebody' : initiatedBy.username;

/** Whether the controller has looked at what came of the last operation; before, sync and health are about what was. */
export const isReconciled = ({ status }: Application): boolean =>
  Date.parse(status.reconciledAt) >= Date.parse(status.operationState?.finishedAt ?? '');

/** What was applied is not up yet, or waits half way for a person (a canary). A suspended CronJob or Job just waits. */
export const isComingUp = ({ status }: Application): boolean =>
  status.health.status === 'Progressing' ||
  (status.health.status === 'Suspended' &&
    (status.resources ?? []).some(
      ({ kind, health }) => health?.status === 'Suspended' && kind !== 'CronJob' && kind !== 'Job',
    ));
