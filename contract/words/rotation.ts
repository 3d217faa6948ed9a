import type { Rotation, Turn } from '../rotation';
import type { Snapshot } from '../snapshot';

/** Whose turn it is; null where everybody is away, or there is nobody. */
export const nextOf = ({ turns }: Rotation): Turn | null => turns.find((turn) => turn.awayUntil === null) ?? null;

/** Where they stand, in a sentence. */
export const turnText = ({ awayUntil, last, practised, never }: Turn, stage: string): string => {
  if (awayUntil !== null) return `Away until ${awayUntil}.`;
  if (last === null)
    return practised === null
      ? `Has never promoted: practise on a stage before ${stage} first. Nobody is kept from it.`
      : `Has practised, and never promoted to ${stage}.`;
  return never.length === 0 ? 'Has brought every component there.' : `Never brought there: ${never.join(', ')}.`;
};

/** Nobody has to: it is offered to those who never promoted anywhere. */
export const mayPractise = ({ last, practised }: Turn): boolean => last === null && practised === null;

export interface Practice {
  readonly component: string;
  readonly stage: string;
}

/** A promotion that may be made now to a stage before the last one, the earliest stage first; null where there is none. */
export const practiceIn = ({ stages, components }: Pick<Snapshot, 'stages' | 'components'>): Practice | null => {
  for (const stage of stages.slice(0, -1)) {
    const component = components.find(({ gaps }) =>
      gaps.some((gap) => gap.to === stage.name && gap.candidate !== null && gap.objections.length === 0),
    );
    if (component) return { component: component.name, stage: stage.name };
  }
  return null;
};
