import type { Snapshot } from '../../contract/snapshot';
import type { Feed } from './feed';
import type { Session } from './session';
import { deriveSnapshot } from './snapshot';

/** Changes that come together are shown together. */
const coalesceMs = 40;

const sameHeader = (a: Snapshot, b: Snapshot): boolean => {
  const { components: _a, revision: _ar, ...before } = a;
  const { components: _b, revision: _br, ...after } = b;
  return JSON.stringify(before) === JSON.stringify(after);
};

const same = (a: Snapshot, b: Snapshot): boolean =>
  a.components.length === b.components.length &&
  a.components.every((c, i) => c === b.components[i]) &&
  sameHeader(a, b);

export interface Publisher {
  /** Something changed: derive soon. */
  readonly changed: () => void;
  /** Derives and publishes all that has changed by now. */
  readonly flush: () => Promise<void>;
}

/** Derives the snapshot after changes, one derivation at a time, and publishes it where it differs. */
export const createPublisher = (
  session: Session,
  feed: Feed,
  demo: boolean,
  published: (snapshot: Snapshot) => void,
): Publisher => {
  let dirty = false;
  let running: Promise<void> | null = null;
  const derive = async (): Promise<void> => {
    while (dirty && !session.signal.aborted) {
      dirty = false;
      const before = feed.last();
      const snapshot = await deriveSnapshot(session, before, demo);
      if (session.signal.aborted) return;
      if (!before || !same(before, snapshot)) feed.publish(snapshot);
      published(snapshot);
      if (dirty) await session.ports.clock.wait(coalesceMs, session.signal);
    }
  };
  const start = async (): Promise<void> => {
    await session.ports.clock.wait(coalesceMs, session.signal);
    await derive();
  };
  const run = (): Promise<void> => {
    running ??= start().finally(() => {
      running = null;
      if (dirty && !session.signal.aborted) void run();
    });
    return running;
  };
  return {
    changed: () => {
      dirty = true;
      void run();
    },
    flush: async () => {
      dirty = true;
      await run();
    },
  };
};
