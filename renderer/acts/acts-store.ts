import { createContext, useContext } from 'react';
import { createStore, useStore, type StoreApi } from 'zustand';
import type { DeploymentEvent, Ending } from '../../contract/deployment';
import type { Failure } from '../../contract/failure';

export type ActName =
  | 'promote' | 'rollback' | 'redeploy' | 'withdraw' | 'stop-waiting' | 'verify'
  | 'adopt' | 'resume' | 'lock' | 'unlock' | 'approve' | 'resolve' | 'stop-line' | 'start-line'; // oxfmt-ignore

/** `lost`: the engine went away while it went on; what became of it is on the board once the engine is back. */
export type Outcome =
  | { readonly kind: 'ended'; readonly ending: Ending }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'lost' };

/** The last thing this person did to a cell, and what came of it. */
export interface Act {
  readonly act: ActName;
  /** The promotion's id, where the act is one. */
  readonly promotion: string | null;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** What its stream has told; of the log only the last pieces (the panel reads the whole by `watch`). */
  readonly events: readonly DeploymentEvent[];
  /** null: pending. */
  readonly outcome: Outcome | null;
}

export interface CellName {
  readonly component: string;
  readonly stage: string;
}

export type ActsStore = StoreApi<Readonly<Record<string, Act>>>;

export const cellKey = ({ component, stage }: CellName): string => JSON.stringify([component, stage]);

/** The cell of a key. */
export const cellName = (key: string): CellName => {
  const [component = '', stage = ''] = JSON.parse(key) as readonly string[]; // as: keys are made by cellKey alone
  return { component, stage };
};

const underWay = ' (under way)';
/** Where Undo and Stop waiting are kept: they come while the promotion itself is still pending on the cell. */
export const beside = ({ component, stage }: CellName): CellName => ({ component, stage: `${stage}${underWay}` });
/**
 * Where acts on the line of the whole system are kept: no stage is called so. Two places: the window sees that the line is stopped before the
 * stop is answered, and who starts it then is not to wait, nor to be heard by nobody.
 */
export const lineStop: CellName = { component: 'stop the line', stage: '' };
export const lineStart: CellName = { component: 'start the line', stage: '' };
export const createActs = (start: Readonly<Record<string, Act>> = {}): ActsStore => createStore(() => start);

export const isPending = (act: Act | null): boolean => act !== null && act.outcome === null;

/** Why it came to nothing, where it did. */
export const failureOf = (act: Act | null): Failure | null => {
  const outcome = act?.outcome;
  if (outcome?.kind === 'failed') return outcome.failure;
  return outcome?.kind === 'ended' ? outcome.ending.failure : null;
};

const keptLogPieces = 200;

/** The events with one more; a log that floods pushes out its own beginning, never a phase or a test. */
export const withEvent = (events: readonly DeploymentEvent[], event: DeploymentEvent): readonly DeploymentEvent[] => {
  const after = [...events, event];
  if (event.type !== 'log' || after.filter((each) => each.type === 'log').length <= keptLogPieces) return after;
  const first = after.findIndex((each) => each.type === 'log');
  return after.filter((_, at) => at !== first);
};

const ActsContext = createContext<ActsStore | null>(null);
export const ActsProvider = ActsContext.Provider;

export const useActsStore = (): ActsStore => {
  const store = useContext(ActsContext);
  if (store === null) throw new Error('acts need an ActsProvider above them');
  return store;
};

/** The last act on a cell; null where this person did nothing since the window opened, or dismissed it. */
export const useAct = (cell: CellName): Act | null => {
  const key = cellKey(cell);
  return useStore(useActsStore(), (acts) => acts[key] ?? null);
};

export const useAllActs = (): Readonly<Record<string, Act>> => useStore(useActsStore());
