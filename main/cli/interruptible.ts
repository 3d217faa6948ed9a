import type { ReleaseEvent } from '../../contract/release';
import type { ReleaseRun } from '../release/releases/release-run';
import type { Session } from '../release/session';

export interface Interruptible {
  readonly interrupt: () => void;
  readonly done: () => void;
}

/**
 * Lets a walk over a release be interrupted: what of it is not sent yet is taken back, for the rest nobody waits. What the walk still
 * begins after that is taken back as it begins, so nothing more is sent. Called before the walk has begun its first deployment.
 */
export const interruptible = (session: Session, run: ReleaseRun): Interruptible => {
  const others = new Set(session.live.keys());
  let interrupted = false;
  const takeBack = (): void => {
    if (!interrupted) return;
    for (const live of session.live.values()) {
      if (others.has(live.id)) continue;
      live.withdraw.abort();
      live.stopWaiting.abort();
    }
  };
  run.listeners.add(takeBack);
  const interrupt = (): void => {
    interrupted = true;
    takeBack();
  };
  return { interrupt, done: () => void run.listeners.delete(takeBack) };
};

/** 0 only where all of it went; 3 where nobody knows how a part of it ended. */
export const walkCode = (events: readonly ReleaseEvent[]): 0 | 1 | 3 => {
  const last = events.at(-1);
  if (last?.type !== 'ended') return 3;
  if (last.complete) return 0;
  const unknown = events.some(
    (one) =>
      one.type === 'component' &&
      one.event.type === 'ended' &&
      one.event.ending.kind === 'verdict' &&
      one.event.ending.verdict === 'unknown',
  );
  return unknown ? 3 : 1;
};
