import type { Iso, Person } from './commit';
import type { Failure } from './failure';
import type { Note } from './note';
import type { Snapshot } from './snapshot';

/** Where a person stands in the rotation of the last stage. */
export interface Turn {
  /** As the file names them, else as they signed last. */
  readonly person: Person;
  /** The last day of an absence that covers today, `2026-12-24`; null: not away. */
  readonly awayUntil: string | null;
  /** Promotions to the last stage that they made by hand, rollbacks left out. */
  readonly promotions: number;
  /** When they made the last of them; null: never. */
  readonly last: Iso | null;
  /** Components of the workspace that they never brought to the last stage. */
  readonly never: readonly string[];
  /** When they last promoted to any stage before it; null: never. */
  readonly practised: Iso | null;
  /** Changes of theirs that wait for the last stage. */
  readonly waiting: number;
}

export interface Rotation {
  readonly stage: string;
  /** In the order of their turns, those who are away last. The first one who is not away is next. Nobody is blocked by it. */
  readonly turns: readonly Turn[];
  /** What the last one left for the next one; null: nothing. */
  readonly handOver: Note | null;
  /** Components whose waiting changes could not be read: they are in nobody's count. */
  readonly unread: readonly { readonly component: string; readonly failure: Failure }[];
}

/** Whose turn it is; null where everybody is away, or there is nobody. */
export const nextOf = ({ turns }: Pick<Rotation, 'turns'>): Turn | null =>
  turns.find((turn) => turn.awayUntil === null) ?? null;

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
