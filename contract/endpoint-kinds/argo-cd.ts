import { z } from 'zod';
import { durationText } from '../duration';
import { secretText, text } from '../keys';

/** An application of Argo CD, synced to the candidate's commit. */
export const argoCdEndpoint = z.strictObject({
  kind: z.literal('argo-cd'),
  server: text,
  application: text.default('${component}-${environment}'),
  token: secretText,
  within: durationText.default('10m'),
});
export type ArgoCdEndpoint = z.infer<typeof argoCdEndpoint>;
