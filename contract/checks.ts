import { z } from 'zod';
import { durationText } from './duration';
import { command, secretText, slug, text } from './keys';

const within = durationText.default('30s');
/** Names of the checks that have to have passed; none: all that there are. */
const required = z.array(text).max(100).default([]);

/** Where results about a component's candidates come from. */
export const checksSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('command-results'),
    /** Prints a JSON array of `{ commit, name, result: passed|failed|running, at?, url? }`. */
    run: command,
    within,
    required,
  }),
  /** Check runs and commit statuses. */
  z.strictObject({
    kind: z.literal('github'),
    api: text.default('https://api.github.com'),
    repository: slug,
    token: secretText.optional(),
    within,
    required,
  }),
  /** The newest pipeline of each commit. */
  z.strictObject({
    kind: z.literal('gitlab'),
    api: text.default('https://gitlab.com/api/v4'),
    project: slug,
    token: secretText.optional(),
    within,
    required,
  }),
  /** JUnit XML files, inside the workspace file's folder; `${candidate.commit}` stands for the folder or file of each commit. */
  z.strictObject({
    kind: z.literal('junit'),
    files: text.regex(/\$\{candidate\.commit\}/, 'a path with ${candidate.commit} in it'),
    name: text.default('acceptance'),
    required,
  }),
  /** What `humdrum check record` has put on the ledger. */
  z.strictObject({ kind: z.literal('recorded'), required }),
]);
export type ChecksConfig = z.infer<typeof checksSchema>;
export type ChecksOf<K extends ChecksConfig['kind']> = Extract<ChecksConfig, { readonly kind: K }>;
