import { z } from 'zod';

const jsonObject = z.record(z.string(), z.unknown());

const descriptionSchema = z.looseObject({
  info: z.looseObject({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), jsonObject),
});
/** An interface described by Swagger 2.0 or OpenAPI 3. */
export type Description = z.infer<typeof descriptionSchema>;

export const readDescription = (text: string): Description => descriptionSchema.parse(JSON.parse(text));

type Part = Record<string, unknown>;

const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null;

/** What stands at a path of keys; undefined where nothing does. */
export const at = (whole: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, key) => (isPart(value) ? value[key] : undefined), whole);

const put = (whole: Part, [key = '', ...rest]: readonly string[], value: unknown): void => {
  if (rest.length === 0) return void (whole[key] = value);
  const inner = isPart(whole[key]) ? whole[key] : {};
  whole[key] = inner;
  put(inner, rest, value);
};

/** What of a description is about some of its paths, and all that they refer to: the whole may have megabytes. */
export const prune = ({ definitions, components, ...rest }: Description, wanted: RegExp): Description => {
  const whole: Part = { definitions, components };
  const paths = Object.fromEntries(Object.entries(rest.paths).filter(([path]) => wanted.test(path)));
  // GitHub’s webhooks stand in an extension, with references of their own.
  const plain = Object.fromEntries(Object.entries(rest).filter(([key]) => !key.startsWith('x-')));
  const pruned = { ...plain, info: rest.info, paths };
  const seen = new Set<string>();
  const walk = (value: unknown): void => {
    if (!isPart(value)) return;
    const { $ref: reference } = value;
    if (typeof reference === 'string' && !seen.has(reference)) {
      seen.add(reference);
      const path = reference.slice('#/'.length).split('/');
      const meant = at(whole, path);
      put(pruned, path, meant);
      walk(meant);
    }
    Object.values(value).forEach(walk);
  };
  walk(paths);
  return pruned;
};

/** Says what every operation answers where it answers none of the statuses it lists. */
export const otherwise = (description: Description, schema: unknown): Description => {
  const answered = (operation: unknown): unknown => {
    const read = z.looseObject({ responses: jsonObject }).safeParse(operation);
    if (!read.success) return operation;
    return { ...read.data, responses: { default: { description: 'refused', schema }, ...read.data.responses } };
  };
  const paths = Object.entries(description.paths).map(([path, operations]) => [
    path,
    Object.fromEntries(Object.entries(operations).map(([method, operation]) => [method, answered(operation)])),
  ]);
  return { ...description, paths: Object.fromEntries(paths) };
};
