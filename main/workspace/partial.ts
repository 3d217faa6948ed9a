import { z } from 'zod';

/**
 * The same keys, none of them required, at any depth of objects: for what is completed by merging. Defaults are left out, or a default
 * of one side would win over what the other side says.
 */
export const partial = (schema: z.ZodType): z.ZodType => {
  if (schema instanceof z.ZodOptional) return partial(schema.unwrap() as z.ZodType).optional();
  if (schema instanceof z.ZodDefault) return partial(schema.unwrap() as z.ZodType);
  if (!(schema instanceof z.ZodObject)) return schema;
  const shape: Record<string, z.ZodType> = {};
  // as: zod's own types for parts of a schema are of its core, which every schema of ours extends.
  for (const [key, value] of Object.entries(schema.shape)) shape[key] = partial(value as z.ZodType).optional();
  return z.strictObject(shape);
};

type Merged = Readonly<Record<string, unknown>>;
const isMapping = (value: unknown): value is Merged =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `over` wins; mappings are merged key by key, everything else is replaced as a whole. */
export const merge = (base: unknown, over: unknown): unknown => {
  if (over === undefined) return base;
  if (!isMapping(base) || !isMapping(over)) return over;
  const keys = [...new Set([...Object.keys(base), ...Object.keys(over)])];
  return Object.fromEntries(keys.map((key) => [key, merge(base[key], over[key])]));
};

/** An endpoint of another kind replaces the environment's: the keys of one kind mean nothing to another. */
export const mergeEndpoints = (base: unknown, over: unknown): unknown => {
  const another = isMapping(base) && isMapping(over) && over['kind'] !== undefined && over['kind'] !== base['kind'];
  return another ? over : merge(base, over);
};
