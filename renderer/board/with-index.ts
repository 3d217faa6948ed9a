import { defaultRangeExtractor, type Range } from '@tanstack/react-virtual';

/** The rows in view, and one more that must not go away; -1: none. */
export const withIndex =
  (kept: number) =>
  (range: Range): number[] => {
    const shown = defaultRangeExtractor(range);
    if (kept < 0 || kept >= range.count || shown.includes(kept)) return shown;
    return [...shown, kept].sort((a, b) => a - b);
  };
