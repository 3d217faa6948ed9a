import { z } from 'zod';
import { commitSchema } from './commit';

const count = z.number().int().nonnegative();

/** What a report says of its test cases; names of the first few that failed. */
export const testCasesSchema = z.object({
  passed: count,
  failed: count,
  skipped: count,
  failures: z.array(z.string().max(200)).max(10),
});

/** What was found of a candidate. */
export const checkFields = {
  commit: commitSchema,
  name: z.string().min(1).max(200),
  result: z.enum(['passed', 'failed']),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullable(),
  /** Of its test cases, where a report was given. */
  cases: testCasesSchema.nullable(),
};

/** A result about one candidate, as CI tells it. */
export const checkInput = z.object({ component: z.string().min(1).max(200), ...checkFields });
export type CheckInput = z.infer<typeof checkInput>;

/** The input, or what is wrong with it, a line a mistake. */
export const readCheck = (given: unknown): CheckInput | string => {
  const parsed = checkInput.safeParse(given);
  return parsed.success ? parsed.data : z.prettifyError(parsed.error);
};
