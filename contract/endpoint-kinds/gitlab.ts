import { z } from 'zod';
import { durationText } from '../duration';
import { secretText, slug, text } from '../keys';
import { observeUrl } from '../observe';

/** An environment of GitLab: the manual job of the candidate's newest pipeline is played, or retried where it was played before. */
export const gitlabEndpoint = z.strictObject({
  kind: z.literal('gitlab'),
  api: text.default('https://gitlab.com/api/v4'),
  project: slug,
  environment: text.default('${environment}'),
  token: secretText,
  /** The manual job that deploys. */
  job: text,
  within: durationText.default('30m'),
  /** What runs, asked of the environment itself; default: what GitLab has recorded. */
  observe: observeUrl.optional(),
});
export type GitlabEndpoint = z.infer<typeof gitlabEndpoint>;
