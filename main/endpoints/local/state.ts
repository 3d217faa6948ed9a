import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { receiptSchema, releaseSchema } from './protocol';

const identitySchema = z.object({ pid: z.number().int().positive(), started: z.string() });

/** A process and where it listens. */
const runningSchema = z.object({
  release: releaseSchema,
  process: identitySchema,
  port: z.number().int(),
  host: z.string(),
});
export type RunningRecord = z.infer<typeof runningSchema>;

const slotSchema = z.object({
  component: z.string(),
  environment: z.string(),
  port: z.number().int(),
  /** What should run; null after a stop. */
  current: releaseSchema.nullable(),
  /** Newest first, at most three, the current one among them. */
  releases: z.array(releaseSchema),
  /** Every process started for it and not yet known to be dead. */
  processes: z.array(runningSchema),
});
export type SlotRecord = z.infer<typeof slotSchema>;

const orderSchema = z.object({ folder: z.string(), receipt: receiptSchema.nullable() });
/** `receipt` null: being started. */
export type OrderRecord = z.infer<typeof orderSchema>;

export const stateSchema = z.object({
  format: z.literal(1),
  slots: z.record(z.string(), slotSchema),
  orders: z.record(z.string(), orderSchema),
});
export type State = z.infer<typeof stateSchema>;

export const emptyState = (): State => ({ format: 1, slots: {}, orders: {} });

export const stateFile = (folder: string): string => join(folder, 'state.json');

/** Missing: `none`. Unreadable: `damaged`, never taken for an empty one. */
export const readState = async (folder: string): Promise<State | 'none' | 'damaged'> => {
  try {
    const read = stateSchema.safeParse(JSON.parse(await readFile(stateFile(folder), 'utf8')));
    return read.success ? read.data : 'damaged';
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'none' : 'damaged';
  }
};
