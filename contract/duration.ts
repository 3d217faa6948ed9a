import { z } from 'zod';

/** `500ms`, `30s`, `5m`, `1h`, `2d`. */
export const durationText = z.string().regex(/^\d{1,6}(?:ms|s|m|h|d)$/, 'a duration like 30s, 5m or 1h');

const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Milliseconds of a duration text that the schema has accepted. */
export const milliseconds = (duration: string): number => {
  const [, amount = '0', unit = 'ms'] = /^(\d+)(ms|s|m|h|d)$/.exec(duration) ?? [];
  return Number(amount) * units[unit as keyof typeof units]; // as: the pattern names exactly the units
};
