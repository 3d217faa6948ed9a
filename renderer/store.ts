import { replaceEqualDeep } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { createStore, useStore, type StoreApi } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { Runtime } from '../contract/host';
import type { Settings } from '../contract/settings';
import type { ComponentView, Snapshot, SnapshotUpdate } from '../contract/snapshot';

/** `ended`: the engine does not stay up, and nothing tries again until a person says so. */
export type Connection = 'connecting' | 'live' | 'lost' | 'restarting' | 'ended';

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
  const old = new Map((before?.components ?? []).map((component) => [component.name, component]));
  const known = new Map(old);
  for (const component of update.changed)
    // By name: compared by place, every component would be new as soon as one is put in before it.
    known.set(component.name, replaceEqualDeep(old.get(component.name), component));
  const components = update.order.flatMap((name): readonly ComponentView[] => {
    const component = known.get(name);
    return component === undefined ? [] : [component];
  });
  if (before === null) return { ...update.header, components };
  const { components: shown, ...header } = before;
  const same = shown.length === components.length && shown.every((component, at) => component === components[at]);
  const fresh = replaceEqualDeep(header, update.header);
  return same && fresh === header ? before : { ...fresh, components: same ? shown : components };
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
