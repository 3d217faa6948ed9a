import { z } from 'zod';
import type { Step } from './parsed';

// as (throughout): zod types the parts of a schema by its core; every schema of the workspace file is built of these few classes.

const inside = (schema: z.ZodType, step: Step): readonly z.ZodType[] => {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return inside(schema.unwrap() as z.ZodType, step);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => inside(option as z.ZodType, step));
  if (schema instanceof z.ZodArray) return typeof step === 'number' ? [schema.element as z.ZodType] : [];
  if (schema instanceof z.ZodRecord) return [schema.valueType as z.ZodType];
  if (!(schema instanceof z.ZodObject)) return [];
  const value: unknown = schema.shape[step];
  return value instanceof z.ZodType ? [value] : [];
};

const mappingsOf = (schema: z.ZodType): readonly z.ZodObject[] => {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return mappingsOf(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => mappingsOf(option as z.ZodType));
  return schema instanceof z.ZodObject ? [schema] : [];
};

const isOfKind = ({ shape }: z.ZodObject, kind: string): boolean => {
  const own: unknown = shape['kind'] instanceof z.ZodOptional ? shape['kind'].unwrap() : shape['kind'];
  return own instanceof z.ZodLiteral && own.values.has(kind);
};

/** The keys that a mapping at the path may have; of every alternative, where there are several and `kind` picks none. */
export const keysAt = (schema: z.ZodType, path: readonly Step[], kind: unknown): readonly string[] => {
  let schemas: readonly z.ZodType[] = [schema];
  for (const step of path) schemas = schemas.flatMap((one) => inside(one, step));
  const all = schemas.flatMap(mappingsOf);
  const meant = typeof kind === 'string' ? all.filter((one) => isOfKind(one, kind)) : [];
  return [...new Set((meant.length > 0 ? meant : all).flatMap(({ shape }) => Object.keys(shape)))];
};
