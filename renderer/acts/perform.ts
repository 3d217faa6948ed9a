import type { DeploymentEvent } from '../../contract/deployment';
import type { Failure, Result } from '../../contract/failure';
import { cellKey, isPending, withEvent, type Act, type ActName, type ActsStore, type CellName } from './acts-store';

type Begin =
  | { readonly act: ActName; readonly promotion: string; readonly run: () => Promise<AsyncIterable<DeploymentEvent>> }
  | { readonly act: ActName; readonly promotion: null; readonly run: () => Promise<Result<null>> };

/** Runs one act on one cell. While one is pending there, another does nothing: a double click is one click. */
export const perform = async (store: ActsStore, cell: CellName, begin: Begin): Promise<void> => {
  const key = cellKey(cell);
  if (isPending(store.getState()[key] ?? null)) return;
  const started: Act = {
    act: begin.act,
    promotion: begin.promotion,
    startedAt: Date.now(),
    events: [],
    outcome: null,
  };
  const change = (more: (act: Act) => Partial<Act>): void =>
    store.setState((acts) => {
      const act = acts[key] ?? started;
      return { [key]: { ...act, ...more(act) } };
    });
  store.setState({ [key]: started });
  try {
    if (begin.promotion === null) {
      const result = await begin.run();
      change(() => ({ outcome: result.ok ? { kind: 'done' } : { kind: 'failed', failure: result.failure } }));
      return;
    }
    for await (const event of await begin.run()) {
      change(({ events }) => ({ events: withEvent(events, event) }));
      if (event.type === 'ended') change(() => ({ outcome: { kind: 'ended', ending: event.ending } }));
    }
    change(({ outcome }) => ({ outcome: outcome ?? { kind: 'lost' } }));
  } catch {
    // Whatever an engine can foresee it answers as a value: what is thrown here is the line breaking.
    change(({ outcome }) => ({ outcome: outcome ?? { kind: 'lost' } }));
  }
};

/** An act that could not even be asked for. */
export const refuse = (store: ActsStore, cell: CellName, act: ActName, failure: Failure): void =>
  store.setState({
    [cellKey(cell)]: {
      act,
      promotion: null,
      startedAt: Date.now(),
      events: [],
      outcome: { kind: 'failed', failure },
    },
  });

/** What never answered when the engine went away: it is lost here, and told on the board. */
export const loseAll = (store: ActsStore): void =>
  store.setState((acts) =>
    Object.fromEntries(
      Object.entries(acts).map(([key, act]) => [
        key,
        act.outcome === null ? { ...act, outcome: { kind: 'lost' } } : act,
      ]),
    ),
  );
