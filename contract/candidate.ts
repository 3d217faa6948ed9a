import { z } from 'zod';
import { commitSchema } from './commit';

/** An immutable version of a component. Its id is the hash of its contents: same contents, same id, on every machine. */
export const candidateSchema = z
  .object({
    id: z.string().regex(/^[0-9a-f]{64}$/),
    component: z.string(),
    commit: commitSchema,
    /** A tag at the commit, else `git describe`'s name, else null. Not part of the id. */
    version: z.string().nullable(),
    artifact: z.string().nullable(),
    config: z.string().nullable(),
  })
  .readonly();
export type Candidate = z.infer<typeof candidateSchema>;

/** The text whose SHA-256 is the candidate's id. */
export const candidateContents = (c: Omit<Candidate, 'id' | 'version'>): string =>
  JSON.stringify(['humdrum-candidate-1', c.component, c.commit, c.artifact, c.config]);
