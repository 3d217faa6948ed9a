import { z } from 'zod';
import { strings, text } from '../keys';
import { observeUrl } from '../observe';

/** The environment follows a tag in a registry: to deploy is to move the tag to the candidate's digest. */
export const ociTagEndpoint = z.strictObject({
  kind: z.literal('oci-tag'),
  registry: text,
  repository: text.default('${component}'),
  /** What the environment follows. */
  tag: text.default('${environment}'),
  /** The tag under which the candidate was pushed. */
  candidate: text.default('${candidate.commit}'),
  headers: strings.optional(),
  /** Where the registry sends for a token, if that is another origin than its own: nothing is sent to one that is not named here. */
  tokens: z.strictObject({ url: text, headers: strings.optional() }).optional(),
  /** What the environment itself says it runs; default: what the tag points at. */
  observe: observeUrl.optional(),
});
export type OciTagEndpoint = z.infer<typeof ociTagEndpoint>;
