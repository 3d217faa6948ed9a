import { z } from 'zod';
import { commitSchema } from '../../../contract/commit';
import type { Failure } from '../../../contract/failure';

// What a client and the supervisor say to each other: one JSON object a line, one request a connection.
// The state file holds the same releases and receipts, so both are checked by these schemas when they are read.

const text = z.string();

/** A failure is passed through as the contract has it; only its kind is looked at here. */
const failureSchema = z.custom<Failure>(
  (value) => typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string',
);

export const receiptSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('accepted'), text }),
  z.object({ kind: z.literal('refused'), failure: failureSchema }),
]);
/** The supervisor always knows: nothing is unclear to it. */
export type KnownReceipt = z.infer<typeof receiptSchema>;

/** One checked-out commit and how to run it. `run`, `env` and `health` hold `${port}` still: each start has a port of its own. */
export const releaseSchema = z.object({
  order: text,
  commit: commitSchema,
  folder: text,
  run: z.array(text).min(1),
  env: z.record(text, text),
  health: text.nullable(),
});
export type Release = z.infer<typeof releaseSchema>;

export const requestSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('start'),
    component: text,
    environment: text,
    port: z.number().int(),
    withinMs: z.number(),
    release: releaseSchema,
  }),
  z.object({ type: z.literal('observe'), component: text, environment: text }),
  /** `wait`: for the end of a start that is on its way; else its receipt is null. */
  z.object({ type: z.literal('find'), order: text, wait: z.boolean() }),
  z.object({ type: z.literal('stop') }),
]);
export type Request = z.infer<typeof requestSchema>;
export type StartRequest = Extract<Request, { type: 'start' }>;

export const answerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('step'), text }),
  z.object({ type: z.literal('log'), text }),
  /** `folder`: where the order's release lives; not the one sent, where the order was known already. */
  z.object({ type: z.literal('receipt'), receipt: receiptSchema.nullable(), folder: text.nullable() }),
  z.object({
    type: z.literal('runs'),
    commit: commitSchema.nullable(),
    /** Why it does not answer just now, though it should. */
    trouble: text.nullable(),
    /** It was not running when the supervisor came, and is started for the first time: no trouble yet. */
    starting: z.boolean().default(false),
  }),
  z.object({ type: z.literal('stopped') }),
]);
export type Answer = z.infer<typeof answerSchema>;

export const slotKey = (component: string, environment: string): string => JSON.stringify([component, environment]);
