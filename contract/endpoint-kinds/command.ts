import { z } from 'zod';
import { durationText } from '../duration';
import { command, strings, text } from '../keys';

/** Any deployment tool with a command line. */
export const commandEndpoint = z.strictObject({
  kind: z.literal('command'),
  deploy: command,
  /** Its last line is the commit, an abbreviation or a tag, or `{ "commit": …, "health": … }`; `-` is nothing. */
  observe: command,
  /** Asked after an order whose end was not seen; its last line is `accepted`, `refused` or `unheard of`. */
  find: command.optional(),
  within: durationText.default('15m'),
  /** Exit codes of `deploy` that do not say whether it did it: 255 is what ssh ends with when its connection is lost. */
  unclear: z.array(z.number().int().min(1).max(255)).max(50).default([255]),
  /** Where it runs, inside the workspace file's folder. */
  folder: text.optional(),
  /** Set for it. Of this machine's own environment it gets no more than PATH, HOME and the like, and what `pass` names. */
  env: strings.optional(),
  pass: z
    .array(z.string().regex(/^[A-Za-z_]\w*$/, 'the name of a variable'))
    .max(50)
    .default([]),
});
export type CommandEndpoint = z.infer<typeof commandEndpoint>;
