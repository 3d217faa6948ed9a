import type { Step } from './parsed';
import type { Mistake } from './problems';

/** Days from one to another, both included, as the file writes them at `path`: they end after they begin. */
export const daysMistakes = (
  { from, to }: { readonly from: string; readonly to: string },
  path: readonly Step[],
): readonly Mistake[] =>
  from > to ? [{ path: [...path, 'to'], found: to, expected: `a day not before ${from}` }] : [];
