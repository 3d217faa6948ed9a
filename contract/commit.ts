import { z } from 'zod';

/** A full object id: 40 hex digits (SHA-1) or 64 (SHA-256), lower case. */
export const commitSchema = z
  .string()
  .regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, 'a full commit id')
  .brand<'Commit'>();
export type Commit = z.infer<typeof commitSchema>;

/** ISO 8601 in UTC, with milliseconds. */
export type Iso = string;

export const personSchema = z.object({ name: z.string().max(200), email: z.string().max(320) }).readonly();
export type Person = z.infer<typeof personSchema>;

/** One change as it is listed: a commit that touches the component. */
export interface Change {
  readonly commit: Commit;
  readonly author: Person;
  readonly at: Iso;
  readonly subject: string;
  /** Issue references found in the message, as written: `#12`, `SHOP-7`. */
  readonly issues: readonly string[];
  /** Its message says so: `BREAKING CHANGE: …`. */
  readonly breaking?: boolean;
}

export const shortCommit = (commit: string): string => commit.slice(0, 7);

/** What stands for a candidate on screen: its version where it has one, else the short commit. */
export const nameOf = (candidate: { readonly commit: string; readonly version: string | null }): string =>
  candidate.version ?? shortCommit(candidate.commit);
