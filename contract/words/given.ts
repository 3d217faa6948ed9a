import type { z } from 'zod';
import { counted } from './counted';

/** What a text has to be. */
export type TextSchema = z.ZodType;

/** Why a text that somebody gave can’t be taken, by the schema that the API takes it with; null: it can. */
export const whyNotTaken = (what: string, schema: TextSchema, given: unknown): string | null => {
  const issue = schema.safeParse(given).error?.issues[0];
  if (issue === undefined) return null;
  if (issue.code === 'too_big') return `${what} has at most ${counted(Number(issue.maximum), 'character')}.`;
  if (issue.code === 'too_small') return `${what} can’t be empty.`;
  // A schema that asks for more says so as what it takes.
  return `${what} is ${issue.message}.`;
};
