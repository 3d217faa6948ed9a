import { z } from 'zod';
import { durationText } from '../duration';
import { secretText, slug, text } from '../keys';
import { observeUrl } from '../observe';

/** Deployments of GitHub, whoever carries them out; or a workflow of GitHub Actions that is started for it. */
export const githubEndpoint = z.strictObject({
  kind: z.literal('github'),
  api: text.default('https://api.github.com'),
  repository: slug,
  environment: text.default('${environment}'),
  token: secretText,
  /** A workflow file with `on: workflow_dispatch`; it is given `commit` and `deployment` besides `inputs`. */
  workflow: z
    .strictObject({ file: text, ref: text.default('main'), inputs: z.record(z.string(), z.string()).default({}) })
    .optional(),
  within: durationText.default('30m'),
  /** What runs, asked of the environment itself; default: what GitHub has recorded. */
  observe: observeUrl.optional(),
});
export type GithubEndpoint = z.infer<typeof githubEndpoint>;
