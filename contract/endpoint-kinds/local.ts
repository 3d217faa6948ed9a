import { z } from 'zod';
import { command, port, strings } from '../keys';

/** Runs the component on this machine. */
export const localEndpoint = z.strictObject({
  kind: z.literal('local'),
  /** Where the environment answers. In `run` and `env`, `${port}` is the port the process must listen on. */
  port: port.optional(),
  run: command.optional(),
  env: strings.optional(),
});
export type LocalEndpoint = z.infer<typeof localEndpoint>;
