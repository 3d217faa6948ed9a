import { z } from 'zod';
import { candidateSchema } from '../../contract/candidate';
import { commitSchema } from '../../contract/commit';
import type { Ending } from '../../contract/deployment';
import { causeSchema } from '../../contract/entry';
import type { JournalRecord } from '../release/record-ports';

const base = { deployment: z.string().min(1), at: z.string() };

const recordSchema = z.discriminatedUnion('kind', [
  z.object({
    ...base,
    kind: z.literal('requested'),
    promotion: z.string(),
    component: z.string(),
    stage: z.string(),
    environment: z.string(),
    candidate: candidateSchema,
    from: commitSchema.nullable(),
    cause: causeSchema,
  }),
  z.object({ ...base, kind: z.literal('sending') }),
  z.object({ ...base, kind: z.literal('withdrawn') }),
  // Only its presence matters when a journal is read: nothing is decided by how a deployment ended here.
  z.object({ ...base, kind: z.literal('ended'), ending: z.custom<Ending>((value) => typeof value === 'object') }),
]);

/** null for what this version does not know. */
export const parseRecord = (value: unknown): JournalRecord | null => {
  const parsed = recordSchema.safeParse(value);
  return parsed.success ? parsed.data : null;
};

/** Records by deployment, in order, without those of deployments that have ended. A record met twice counts once. */
export class OpenRecords {
  readonly #open = new Map<string, JournalRecord[]>();
  readonly #closed = new Set<string>();

  add(record: JournalRecord): void {
    if (record.kind === 'ended' || record.kind === 'withdrawn') {
      this.#open.delete(record.deployment);
      this.#closed.add(record.deployment);
      return;
    }
    if (this.#closed.has(record.deployment)) return;
    const records = this.#open.get(record.deployment) ?? [];
    if (!records.some((known) => known.kind === record.kind)) records.push(record);
    this.#open.set(record.deployment, records);
  }

  /** Oldest deployment first. */
  all(): readonly JournalRecord[] {
    return [...this.#open.values()].sort((a, b) => (a[0]?.at ?? '').localeCompare(b[0]?.at ?? '')).flat();
  }
}
