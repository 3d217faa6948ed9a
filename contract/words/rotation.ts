import type { Turn } from '../rotation';

/** Where they stand, in a sentence. */
export const turnText = ({ awayUntil, last, practised, never }: Turn, stage: string): string => {
  if (awayUntil !== null) return `Away until ${awayUntil}.`;
  if (last === null)
    return practised === null
      ? `Has never promoted: practise on a stage before ${stage} first. Nobody is kept from it.`
      : `Has practised, and never promoted to ${stage}.`;
  return never.length === 0 ? 'Has brought every component there.' : `Never brought there: ${never.join(', ')}.`;
};
