import { z } from 'zod';
import { durationText } from './duration';
import { command, pattern, pointer, strings, text } from './keys';

/** What an environment says it runs, asked over HTTP. */
export const observeUrl = z.strictObject({
  url: text,
  headers: strings.optional(),
  /** Where the commit, an abbreviation of it or a tag stands in the answer. */
  commit: pointer,
  /** What stands around it there. */
  named: pattern.optional(),
  health: pointer.optional(),
  /** How many answers are asked for, each over a connection of its own: behind a load balancer two may differ. */
  answers: z.number().int().min(1).max(20).default(1),
});
export type ObserveUrl = z.infer<typeof observeUrl>;

/**
 * What an environment says it runs, asked by a command. Its last line is the commit, an abbreviation or a tag, `-` for nothing, or JSON:
 * `{ "commit": …, "health": … }`, with a list of commits where several machines are asked.
 */
export const observeRun = z.strictObject({ run: command, within: durationText.default('9s') });
export type ObserveRun = z.infer<typeof observeRun>;
