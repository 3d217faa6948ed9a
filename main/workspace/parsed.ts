import { z } from 'zod';

// What the parser process prints: the only thing that the engine believes of a workspace file, and only in this form.

export const limits = { bytes: 256 * 1024, depth: 40, aliases: 100, nodes: 50_000 } as const;

const place = z.tuple([z.number().int().positive(), z.number().int().positive()]);
/** Line and column, both from 1. */
export type Place = z.infer<typeof place>;

export const parsedSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('document'),
    value: z.unknown(),
    /** For each path (JSON of its steps): where its key is, where its value is. */
    places: z.record(z.string(), z.object({ key: place.nullable(), value: place })),
  }),
  z.object({
    kind: z.literal('mistakes'),
    mistakes: z.array(z.object({ place, found: z.string(), expected: z.string() })).min(1),
  }),
  z.object({ kind: z.literal('bomb'), why: z.string() }),
]);
export type Parsed = z.infer<typeof parsedSchema>;
export type ParsedDocument = Extract<Parsed, { kind: 'document' }>;

export type Step = string | number;
export const pathKey = (path: readonly Step[]): string => JSON.stringify(path);
