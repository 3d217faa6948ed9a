import type { Snapshot } from '../../../contract/snapshot';
import type { Feed } from './feed';
import type { Session } from '../session';
import { deriveSnapshot } from './snapshot';

/** Changes that come together are shown together. */
const coalesceMs = 40;
const longestGapMs = 1000;

const sameHeader = (a: Snapshot, b: Snapshot): boolean => {
  const { components: _a, revision: _ar, ...before } = a;
  const { components: _b, revision: _br, ...after } = b;
  return JSON.stringify(before) === JSON.stringify(after);
};

const same = (a: Snapshot, b: Snapshot): boolean =>
  a.components.length === b.components.length &&
  a.components.every((c, i) => c === b.components[i]) &&
  sameHeader(a, b);

/** How long the first board waits for the world to be read once; after that it shows what is known, and what is not. */
const firstWithinMs = 700;

const ledgersTried = (session: Session): boolean =>
  session.workspace.environments.every((e) => session.readings.ledgers.has(e.name));

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
  const opened = session.ports.clock.monotonic();
  let first = true;
  /** Before the ledger was asked nothing is known of what was verified or deployed: such a board would say what is not true. */
  const worthShowing = (): boolean =>
    !first ||
    (ledgersTried(session) &&
      (session.readings.readAt !== null || session.ports.clock.monotonic() - opened >= firstWithinMs));
  const derive = async (): Promise<void> => {
    while (dirty && !session.signal.aborted) {
      dirty = false;
      if (!worthShowing()) return;
      first = false;
      const before = feed.last();
      const began = session.ports.clock.monotonic();
      const snapshot = await deriveSnapshot(session, before, demo);
      if (session.signal.aborted) return;
      if (!before || !same(before, snapshot)) feed.publish(snapshot);
      published(snapshot);
      // A large board that is still being read must not spend its time on being derived again and again.
      const took = session.ports.clock.monotonic() - began;
      if (dirty) await session.ports.clock.wait(Math.min(Math.max(coalesceMs, took), longestGapMs), session.signal);
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
  const showAtLast = async (): Promise<void> => {
    await session.ports.clock.wait(firstWithinMs, session.signal);
    dirty = true;
    await run();
  };
  void showAtLast();
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
