import { z } from 'zod';
import { text } from '../keys';

/** The environment follows a branch: to deploy is to move it. */
export const gitBranchEndpoint = z.strictObject({
  kind: z.literal('git-branch'),
  branch: text,
  repository: text.optional(),
});
export type GitBranchEndpoint = z.infer<typeof gitBranchEndpoint>;
