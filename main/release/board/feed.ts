import type { Snapshot, SnapshotUpdate } from '../../../contract/snapshot';

/** The latest snapshot and those who follow it. */
export interface Feed {
  readonly last: () => Snapshot | null;
  readonly publish: (snapshot: Snapshot) => void;
  /** The whole first, then what changed; a slow reader skips to the latest. */
  readonly updates: (signal: AbortSignal) => AsyncGenerator<SnapshotUpdate>;
}

/** What a reader that has `before` needs to hold `now`. Components that did not change are the same objects. */
export const updateFrom = (before: Snapshot | null, now: Snapshot): SnapshotUpdate => {
  const { components, ...header } = now;
  const known = new Set(before?.components);
  return { header, order: components.map((c) => c.name), changed: components.filter((c) => !known.has(c)) };
};

export const createFeed = (): Feed => {
  let latest: Snapshot | null = null;
  const waiting = new Set<() => void>();
  const wakeAll = (): void => {
    for (const wake of waiting) wake();
    waiting.clear();
  };
  return {
    last: () => latest,
    publish: (snapshot) => {
      latest = snapshot;
      wakeAll();
    },
    updates: async function* (signal) {
      let sent: Snapshot | null = null;
      signal.addEventListener('abort', wakeAll, { once: true });
      while (!signal.aborted) {
        if (latest !== null && latest !== sent) {
          const update = updateFrom(sent, latest);
          sent = latest;
          yield update;
        } else await new Promise<void>((resolve) => waiting.add(resolve));
      }
    },
  };
};
