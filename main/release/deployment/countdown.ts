import type { Failure } from '../../../contract/failure';
import { emit, enter } from './live';
import type { Live, Session } from '../session';

const stepMs = 1000;
/** A step that takes this much longer: nobody can have watched the countdown meanwhile. */
const standstillMs = 3000;

const standstill = Symbol('the machine slept');

/** Counts down, and says why it may not go on: after a sleep nothing is caught up. Undo ends it as well, with null. */
export const countDown = async (session: Session, live: Live, ms: number): Promise<Failure | null> => {
  const { clock } = session.ports;
  const { signal } = live.withdraw;
  emit(session, live, { type: 'countdown', at: clock.now(), totalMs: ms });
  enter(session, live, 'countdown', `Starts in ${Math.round(ms / 1000)} s.`);
  const { component, stage } = live;
  const stopped: Failure = { kind: 'stood-still', component, stage };
  for (let left = ms; left > 0 && !signal.aborted; left -= stepMs) {
    const step = Math.min(stepMs, left);
    const began = clock.monotonic();
    await clock.wait(step, signal);
    if (clock.monotonic() - began > step + standstillMs) return stopped;
  }
  return signal.reason === standstill ? stopped : null;
};

/** This machine slept. Its monotonic clock may have stood still too, so who counts down can't notice by himself. */
export const stopCountdowns = (session: Session): void => {
  for (const live of session.live.values()) if (live.phase === 'countdown') live.withdraw.abort(standstill);
};
