import { z } from 'zod';

// The keys of each endpoint kind and of each verification, as people write them in humdrum.yml.
// One schema serves the workspace file, its JSON Schema and the adapter that reads the keys.

const text = z.string().min(1).max(4096);
/** `500ms`, `30s`, `5m`, `1h`, `2d`. */
export const durationText = z.string().regex(/^\d{1,6}(?:ms|s|m|h|d)$/, 'a duration like 30s, 5m or 1h');
const port = z.number().int().min(1).max(65535);
/** A command is an argument list; no shell is involved. */
const command = z.array(text).min(1).max(64);
const strings = z.record(z.string(), z.string());
const pointer = z.string().regex(/^(?:\/[^/]*)*$/, "a JSON pointer like '/commit'");

export const localEndpoint = z.strictObject({
  kind: z.literal('local'),
  /** Where the environment answers. In `run` and `env`, `${port}` is the port the process must listen on. */
  port: port.optional(),
  run: command.optional(),
  env: strings.optional(),
});

export const gitBranchEndpoint = z.strictObject({
  kind: z.literal('git-branch'),
  branch: text,
  repository: text.optional(),
});

export const httpEndpoint = z.strictObject({
  kind: z.literal('http'),
  deploy: z.strictObject({
    method: z.enum(['POST', 'PUT', 'PATCH']).default('POST'),
    url: text,
    headers: strings.optional(),
    json: z.json().optional(),
    accept: z.array(z.number().int().min(100).max(599)).min(1).optional(),
  }),
  status: z
    .strictObject({
      url: text,
      headers: strings.optional(),
      state: pointer,
      done: z.array(text).min(1),
      failed: z.array(text).default([]),
      every: durationText.default('2s'),
      within: durationText.default('10m'),
    })
    .optional(),
  observe: z.strictObject({ url: text, headers: strings.optional(), commit: pointer, health: pointer.optional() }),
});

export const endpointSchema = z.discriminatedUnion('kind', [localEndpoint, gitBranchEndpoint, httpEndpoint]);
export type EndpointConfig = z.infer<typeof endpointSchema>;
export type LocalEndpoint = z.infer<typeof localEndpoint>;
export type GitBranchEndpoint = z.infer<typeof gitBranchEndpoint>;
export type HttpEndpoint = z.infer<typeof httpEndpoint>;

export const verificationSchema = z.union([
  z.strictObject({ name: text, run: command, within: durationText.default('2m') }),
  z.strictObject({
    name: text,
    http: text,
    expect: z
      .strictObject({ status: z.number().int().min(100).max(599).default(200), text: text.optional() })
      .optional(),
    within: durationText.default('30s'),
  }),
]);
export type VerificationConfig = z.infer<typeof verificationSchema>;

export const checksSchema = z.strictObject({
  kind: z.literal('command-results'),
  /** Prints a JSON array of `{ commit, name, result: passed|failed|running, at?, url? }`. */
  run: command,
  within: durationText.default('30s'),
});
export type ChecksConfig = z.infer<typeof checksSchema>;

const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Milliseconds of a duration text that the schema has accepted. */
export const milliseconds = (duration: string): number => {
  const [, amount = '0', unit = 'ms'] = /^(\d+)(ms|s|m|h|d)$/.exec(duration) ?? [];
  return Number(amount) * units[unit as keyof typeof units]; // as: the pattern names exactly the units
};
