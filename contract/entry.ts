import { z } from 'zod';
import { candidateSchema } from './candidate';
import { checkFields } from './check';
import { commitSchema, personSchema } from './commit';

// One ledger entry is one commit on refs/heads/humdrum/<workspace>/<environment>. Nothing is rewritten; corrections are new entries.

const id = z.uuid();
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const text = z.string().max(20_000);
const base = {
  format: z.literal(1),
  id,
  at: z.iso.datetime(),
  by: personSchema,
  machine: z.string().max(200),
  environment: z.string().max(200),
  component: z.string().max(200),
};
const kind = <K extends string, S extends z.ZodRawShape>(name: K, shape: S) =>
  z.object({ ...base, kind: z.literal(name), ...shape }).readonly();

export const causeSchema = z.enum(['promotion', 'auto', 'rollback', 'redeploy']);
export type Cause = z.infer<typeof causeSchema>;

export const verdictSchema = z.enum(['deployed', 'not-deployed', 'unknown']);
export type Verdict = z.infer<typeof verdictSchema>;

export const testResultSchema = z
  .object({ name: z.string().max(200), passed: z.boolean(), text, ms: z.number().nonnegative() })
  .readonly();
export type TestResult = z.infer<typeof testResultSchema>;

/** What keeps an incident from coming back: a commit, a check that would have caught it, or a link to where it is told. */
export const fixSchema = z
  .object({ kind: z.enum(['commit', 'check', 'link']), text: z.string().min(1).max(2000) })
  .readonly();
export type Fix = z.infer<typeof fixSchema>;

export const entrySchema = z.discriminatedUnion('kind', [
  /** The right to change the environment is taken, and by whom, for what. Ended by a verdict or by `withdrawn`. */
  kind('claimed', {
    deployment: id,
    promotion: id,
    stage: z.string().max(200),
    candidate: candidateSchema,
    /** What was running when the person looked. */
    from: commitSchema.nullable(),
    cause: causeSchema,
    reason: text.nullable(),
    /** Rules that were skipped, with the reason above. */
    overrides: z.array(z.string().max(100)).max(50),
    /** Changes the promotion carries (rollback: takes back). */
    changes: z.number().int().nonnegative().nullable(),
    /** The release it is a part of, by its id; null: it goes alone. Older entries do not say. */
    release: hash.nullable().default(null),
  }),
  /** The point of no return. */
  kind('sending', { deployment: id }),
  kind('withdrawn', { deployment: id, reason: text }),
  kind('verdict', { deployment: id, verdict: verdictSchema, observed: commitSchema.nullable(), text }),
  /** An unknown verdict, resolved by a person: by looking again, or with a reason. */
  kind('resolved', {
    deployment: id,
    verdict: z.enum(['deployed', 'not-deployed']),
    observed: commitSchema.nullable(),
    reason: text,
  }),
  /** Scope `environment`: `set` is what ran in it, component → commit, before and after. */
  kind('verification', {
    deployment: id.nullable(),
    scope: z.enum(['component', 'environment']),
    commit: commitSchema,
    set: z.record(z.string(), commitSchema),
    outcome: z.enum(['passed', 'failed', 'void']),
    results: z.array(testResultSchema).max(200),
  }),
  kind('rejected', { commit: commitSchema, reason: text }),
  kind('held', { reason: text }),
  kind('resumed', { reason: text }),
  /** What runs is accepted as what should run. */
  kind('adopted', { commit: commitSchema, reason: text }),
  kind('locked', { reason: text, expires: z.iso.datetime().nullable() }),
  kind('unlocked', { reason: text }),
  /** A release: `set` is component → candidate. `component` is empty: it is about all of them. */
  kind('cut', {
    release: hash,
    name: z.string().min(1).max(100),
    stage: z.string().max(200),
    set: z.array(candidateSchema).min(1).max(2000),
  }),
  /** Somebody agreed to a release, for one of the boxes that a stage asks for. */
  kind('signed-off', { release: hash, box: z.string().min(1).max(100), note: text }),
  /** What people who do not read commits are told of a release, as it was edited last; Markdown. */
  kind('release-notes', { release: hash, notes: text }),
  /** Nothing is promoted to any stage until the line is started again. Kept with the last stage’s environment; `component` is empty. */
  kind('line-stopped', { reason: text }),
  kind('line-started', { reason: text }),
  /** What a person says of a deployment that was mended right away. */
  kind('judged', { deployment: id, judgement: z.enum(['confirmed', 'dismissed']), reason: text }),
  /** Open until its permanent fix is named. */
  kind('incident-opened', { incident: id, deployment: id, title: z.string().min(1).max(200) }),
  kind('incident-closed', { incident: id, fix: fixSchema }),
  /** What the next person is told first. Kept with the last stage’s environment; `component` is empty. */
  kind('handed-over', { note: text }),
  /** What CI found of a candidate, told from wherever git can push. Kept with the first stage’s environment. */
  kind('checked', checkFields),
  kind('approved', { candidate: z.string(), stage: z.string(), from: commitSchema.nullable() }),
]);
export type Entry = z.infer<typeof entrySchema>;
export type EntryOf<K extends Entry['kind']> = Extract<Entry, { readonly kind: K }>;
export type EntryKind = Entry['kind'];
type Fresh<E> = E extends Entry ? Omit<E, 'format' | 'id' | 'at' | 'by' | 'machine'> : never;
/** An entry before the ledger has signed it with an id, a time, a person and a machine. */
export type Draft = Fresh<Entry>;

/**
 * What git says of an entry's signature, by the allowed signers of whoever reads it. `stranger`: it verifies, by a key that nobody here
 * vouches for, which says no more than none. `unchecked`: there is nothing here to check it with. Of `forged` (another person's
 * signature) and `bad` (none at all) nothing is believed.
 */
export type Signature =
  | { readonly kind: 'unsigned' | 'unchecked' | 'bad' }
  | { readonly kind: 'stranger'; readonly key: string }
  | { readonly kind: 'signed' | 'forged'; readonly by: string; readonly key: string };
/** An entry as Activity shows it; without a signature where nobody in the team signs. */
export type MarkedEntry = Entry & { readonly signature?: Signature };

export const isBelieved = ({ kind }: Signature): boolean => kind !== 'forged' && kind !== 'bad';
