import { replaceEqualDeep } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { createStore, useStore, type StoreApi } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { Runtime } from '../contract/host';
import type { Settings } from '../contract/settings';
import type { ComponentView, Snapshot, SnapshotUpdate } from '../contract/snapshot';

export type Connection = 'connecting' | 'live' | 'lost' | 'restarting';

/** What this window knows: the engine's last snapshot, and whether the engine still talks. Nothing here decides anything. */
export interface Mirror {
  /** null until the first snapshot arrived; afterwards the last good one stays, whatever happens to the engine. */
  readonly snapshot: Snapshot | null;
  readonly connection: Connection;
  readonly settings: Settings | null;
  readonly runtime: Runtime | null;
}
export type MirrorStore = StoreApi<Mirror>;

/**
 * The snapshot after an update. Whatever did not change keeps its identity, down to the single cell, even where the engine
 * sends everything again after a restart: rows compare by identity.
 */
export const merge = (before: Snapshot | null, update: SnapshotUpdate): Snapshot => {
  const known = new Map((before?.components ?? []).map((component) => [component.name, component]));
  for (const component of update.changed) {
    const old = known.get(component.name);
    known.set(component.name, old === undefined ? component : replaceEqualDeep(old, component));
  }
  const components = update.order.flatMap((name): readonly ComponentView[] => {
    const component = known.get(name);
    return component === undefined ? [] : [component];
  });
  const after: Snapshot = { ...update.header, components };
  return before === null ? after : replaceEqualDeep(before, after);
};

export const createMirror = (start: Partial<Mirror> = {}): MirrorStore =>
  createStore<Mirror>(() => ({ snapshot: null, connection: 'connecting', settings: null, runtime: null, ...start }));

export const applyUpdate = (store: MirrorStore, update: SnapshotUpdate): void =>
  store.setState(({ snapshot }) => ({ snapshot: merge(snapshot, update), connection: 'live' }));

const MirrorContext = createContext<MirrorStore | null>(null);
/** The app gives one mirror; the gallery gives every piece its own. */
export const MirrorProvider = MirrorContext.Provider;

export const useMirrorStore = (): MirrorStore => {
  const store = useContext(MirrorContext);
  if (store === null) throw new Error('useMirror needs a MirrorProvider above it');
  return store;
};

/** A selector may build a new object or array: it is compared one level deep. */
export const useMirror = <T>(select: (mirror: Mirror) => T): T => useStore(useMirrorStore(), useShallow(select));

/** For everything that is drawn below the first snapshot. */
export const useSnapshot = <T>(select: (snapshot: Snapshot) => T): T =>
  useMirror(({ snapshot }) => {
    if (snapshot === null) throw new Error('useSnapshot is for what is drawn after the first snapshot');
    return select(snapshot);
  });

export const useComponent = (name: string): ComponentView | undefined =>
  useSnapshot((snapshot) => snapshot.components.find((component) => component.name === name));
