import { z } from 'zod';
import { checksSchema } from '../../contract/checks';
import { durationText } from '../../contract/duration';
import { endpointSchema } from '../../contract/endpoint';
import { verificationSchema } from '../../contract/verification';
import { lineSchema, nameSchema } from './names';
import { partial } from './partial';

const text = z.string().min(1).max(4096);
const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const isTimezone = (name: string): boolean => {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};
const timezone = z.string().refine(isTimezone, 'a time zone like Europe/Berlin').default('UTC');
const date = z.iso.date('a day like 2026-12-24');

const allow = z.boolean().optional().describe('An exception: promotions are allowed, whatever else denies them.');
const freeze = z.union([
  z.strictObject({ days: z.array(z.enum(days)).min(1), timezone, reason: lineSchema, allow }),
  z.strictObject({ from: date, to: date, timezone, reason: lineSchema, allow }),
]);

const stage = z.strictObject({
  name: nameSchema,
  environment: nameSchema.optional().describe('Default: the environment of the same name.'),
  promote: z.enum(['click', 'auto']).default('click').describe('auto: every eligible candidate goes by itself'),
  rollback: z
    .enum(['click', 'automatic'])
    .default('click')
    .describe('automatic: what was promoted and fails its verification is rolled back by itself'),
  together: z.boolean().default(false).describe('From here on the set of components is verified together.'),
  protected: z.boolean().default(false).describe('Arms a countdown before it acts.'),
  countdown: durationText.default('5s'),
  soak: durationText.default('0s').describe('How long a candidate must have been verified upstream.'),
  approvals: z.number().int().min(0).max(20).default(0),
  batch: z
    .number()
    .int()
    .min(1)
    .optional()
    .describe('More changes than this is an objection that an override can lift.'),
  freeze: z.array(freeze).max(200).default([]),
  signoffs: z
    .array(z.string().min(1).max(100))
    .max(20)
    .default([])
    .describe('Boxes of a release that somebody has to sign off before it may come here.'),
});

const target = {
  endpoint: z.union(endpointSchema.options.map(partial)).optional(),
  health: z.strictObject({ url: text }).optional(),
  verify: z.array(verificationSchema).max(100).default([]),
};

const environment = z.strictObject({
  ...target,
  watch: durationText.default('15m').describe('How long after a deployment it is watched more closely; 0s: not.'),
  pools: z.array(lineSchema).max(100).default([]).describe('What it uses: databases, queues, hosts, credentials.'),
});

const component = z.strictObject({
  name: nameSchema,
  repository: text.describe('URL, or path relative to this file.'),
  path: text.optional().describe('The component is this folder of the repository.'),
  branch: text.optional().describe('Default: the branch the remote’s HEAD names.'),
  candidates: z.union([z.literal('commits'), z.strictObject({ tags: text })]).default('commits'),
  migrations: z.array(text).max(100).default([]),
  config: z.array(text).max(100).default([]).describe('Files whose effective keys are compared between environments.'),
  checks: checksSchema.optional(),
  verify: z.array(verificationSchema).max(100).default([]),
  after: z.array(nameSchema).max(500).default([]).describe('In a release set, these go first.'),
  environments: z.record(z.string(), z.strictObject(target)).default({}).describe('What differs for one environment.'),
});

const email = z
  .string()
  .max(320)
  .regex(/^[^\s@\p{C}]+@[^\s@\p{C}]+$/u, 'an address like ana@shop.example');
const person = z.strictObject({
  name: lineSchema,
  email: z
    .union([email, z.array(email).min(1).max(20)])
    .describe('Every address they commit with; the first is the one to write to.'),
  away: z
    .array(z.strictObject({ from: date, to: date }))
    .max(200)
    .default([])
    .describe('Days on which it is not their turn, both included.'),
});

export const workspaceFileSchema = z
  .strictObject({
    humdrum: z.literal(1).describe('The version of this format.'),
    name: lineSchema,
    ledger: text.optional().describe('URL or path of the git repository that keeps the record.'),
    stages: z
      .array(z.union([nameSchema, stage]))
      .min(1)
      .max(50)
      .describe('In the order of promotion.'),
    environments: z.record(nameSchema, environment),
    components: z.array(component).min(1).max(2000),
    shared: z
      .array(z.strictObject({ name: lineSchema, reason: lineSchema }))
      .max(500)
      .default([])
      .describe('What environments may share, by the name in the isolation report, and why.'),
    people: z.array(person).max(500).default([]).describe('Who takes turns at the last stage.'),
  })
  .describe('A Humdrum workspace: humdrum.yml');
export type PersonFile = z.infer<typeof person>;
export type WorkspaceFile = z.infer<typeof workspaceFileSchema>;
export type StageFile = z.infer<typeof stage>;
export type ComponentFile = z.infer<typeof component>;
export type EnvironmentFile = z.infer<typeof environment>;
