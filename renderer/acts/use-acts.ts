import { useMemo } from 'react';
import type { Commit } from '../../contract/commit';
import type { Cell, Snapshot } from '../../contract/snapshot';
import { useClient, type Client } from '../client';
import { useMirrorStore, type MirrorStore } from '../store';
import {
  beside,
  cellKey,
  isPending,
  lineStart,
  lineStop,
  useActsStore,
  type ActsStore,
  type CellName,
} from './acts-store';
import { perform, refuse } from './perform';

/** Everything a person can do to a cell. Each call returns at once in effect: how it goes is in the acts' store. */
export interface Acts {
  /** `commit` is the one that the person was shown, whatever the stage is offered by now. `override` is a reason, on record. */
  readonly promote: (cell: CellName & { readonly commit: Commit; readonly override?: string }) => Promise<void>;
  readonly rollback: (cell: CellName & { readonly reason?: string }) => Promise<void>;
  readonly redeploy: (cell: CellName) => Promise<void>;
  /** Undo and Cancel: before SENDING only. */
  readonly withdraw: (deployment: string) => Promise<void>;
  readonly stopWaiting: (deployment: string) => Promise<void>;
  /** What runs becomes what should run. */
  readonly adopt: (cell: CellName & { readonly reason: string }) => Promise<void>;
  readonly resume: (cell: CellName & { readonly reason: string }) => Promise<void>;
  readonly lock: (cell: CellName & { readonly reason: string }) => Promise<void>;
  readonly unlock: (cell: CellName & { readonly reason: string }) => Promise<void>;
  readonly approve: (cell: CellName & { readonly commit: Commit }) => Promise<void>;
  readonly resolve: (deployment: string, how: 'observe' | 'deployed' | 'not-deployed', reason: string) => Promise<void>;
  readonly verify: (cell: CellName) => Promise<void>;
  /** Kept at `lineStop` and `lineStart`; what the other one last came to is forgotten. */
  readonly stopLine: (reason: string) => Promise<void>;
  readonly startLine: () => Promise<void>;
  /** Forgets how the last act on the cell went. */
  readonly dismiss: (cell: CellName) => void;
}

const cellIn = (snapshot: Snapshot | null, { component, stage }: CellName): Cell | null =>
  snapshot?.components.find(({ name }) => name === component)?.cells.find((each) => each.stage === stage) ?? null;

/** The cell a deployment belongs to: on its way there, or ended there without a verdict. */
export const cellOfDeployment = (snapshot: Snapshot | null, deployment: string): CellName | null => {
  for (const { name, cells } of snapshot?.components ?? [])
    for (const cell of cells)
      if (
        cell.inFlight?.deployment === deployment ||
        cell.unknownVerdict?.deployment === deployment ||
        cell.lastDeployment === deployment
      )
        return { component: name, stage: cell.stage };
  return null;
};

export const createActsOf = (client: Client, mirror: MirrorStore, store: ActsStore): Acts => {
  const running = (cell: CellName): Commit | null => cellIn(mirror.getState().snapshot, cell)?.running?.commit ?? null;
  const named = ({ component, stage }: CellName): CellName => ({ component, stage });
  const shown = () => ({ workspace: mirror.getState().snapshot?.workspace.id ?? '' });
  /** A promotion's id is made by the click, so that the same click twice is one promotion. */
  const sent = (cell: CellName) => ({
    ...named(cell),
    promotion: crypto.randomUUID(),
    seen: running(cell),
  });
  const ofDeployment = (deployment: string): CellName =>
    cellOfDeployment(mirror.getState().snapshot, deployment) ?? { component: deployment, stage: '' };
  const dismiss = (cell: CellName): void => {
    const { [cellKey(cell)]: _gone, ...rest } = store.getState();
    store.setState(rest, true);
  };
  /** What is still pending is not forgotten: it would be asked for twice. */
  const forget = (cell: CellName): void => {
    if (!isPending(store.getState()[cellKey(cell)] ?? null)) dismiss(cell);
  };
  return {
    promote: (cell) => {
      const input = { ...sent(cell), commit: cell.commit, override: cell.override ?? null };
      return perform(store, cell, {
        act: 'promote',
        promotion: input.promotion,
        run: () => client.promote(input),
      });
    },
    rollback: (cell) => {
      const input = { ...sent(cell), reason: cell.reason ?? '' };
      return perform(store, cell, { act: 'rollback', promotion: input.promotion, run: () => client.rollback(input) });
    },
    redeploy: (cell) => {
      const input = sent(cell);
      return perform(store, cell, { act: 'redeploy', promotion: input.promotion, run: () => client.redeploy(input) });
    },
    withdraw: (deployment) =>
      perform(store, beside(ofDeployment(deployment)), {
        act: 'withdraw',
        promotion: null,
        run: () => client.withdraw({ deployment }),
      }),
    stopWaiting: (deployment) =>
      perform(store, beside(ofDeployment(deployment)), {
        act: 'stop-waiting',
        promotion: null,
        run: () => client.stopWaiting({ deployment }),
      }),
    adopt: (cell) => {
      const commit = running(cell);
      if (commit === null) {
        const name = `${cell.component} in ${cell.stage}`;
        refuse(store, cell, 'adopt', { kind: 'no-such', what: 'running version', name, known: [] });
        return Promise.resolve();
      }
      const input = { ...named(cell), commit, reason: cell.reason };
      return perform(store, cell, { act: 'adopt', promotion: null, run: () => client.adopt(input) });
    },
    resume: (cell) =>
      perform(store, cell, {
        act: 'resume',
        promotion: null,
        run: () => client.resume({ ...named(cell), reason: cell.reason }),
      }),
    lock: (cell) =>
      perform(store, cell, {
        act: 'lock',
        promotion: null,
        run: () => client.lock({ ...named(cell), reason: cell.reason }),
      }),
    unlock: (cell) =>
      perform(store, cell, {
        act: 'unlock',
        promotion: null,
        run: () => client.unlock({ ...named(cell), reason: cell.reason }),
      }),
    approve: (cell) =>
      perform(store, cell, {
        act: 'approve',
        promotion: null,
        run: () => client.approve({ ...named(cell), commit: cell.commit }),
      }),
    resolve: (deployment, how, reason) =>
      perform(store, ofDeployment(deployment), {
        act: 'resolve',
        promotion: null,
        run: () => client.resolve({ deployment, how, reason }),
      }),
    verify: (cell) => perform(store, cell, { act: 'verify', promotion: null, run: () => client.verify(named(cell)) }),
    stopLine: (reason) => {
      forget(lineStart);
      return perform(store, lineStop, {
        act: 'stop-line',
        promotion: null,
        run: () => client.stopLine({ ...shown(), reason }),
      });
    },
    startLine: () => {
      forget(lineStop);
      return perform(store, lineStart, {
        act: 'start-line',
        promotion: null,
        run: () => client.startLine({ ...shown(), reason: '', seen: mirror.getState().snapshot?.line?.at ?? null }),
      });
    },
    dismiss,
  };
};

export const useActs = (): Acts => {
  const client = useClient();
  const mirror = useMirrorStore();
  const store = useActsStore();
  return useMemo(() => createActsOf(client, mirror, store), [client, mirror, store]);
};
