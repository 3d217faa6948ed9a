import type { Iso } from '../../contract/commit';
import { componentRecord } from './record/fold';
import { recordOf, type Session } from './session';

/**
 * Until when a target is watched more closely, because something went out to it; null: it is not. The time of the verdict is that of the
 * machine that gave it, and decides no more than how often it is looked at.
 */
export const watchedUntil = (session: Session, component: string, environment: string): Iso | null => {
  const { watchMs = 0 } = session.workspace.environments.find((e) => e.name === environment) ?? {};
  const record = recordOf(session.readings, environment);
  const recorded = record ? componentRecord(record, component).recorded : null;
  // What was adopted was not deployed.
  if (!recorded?.deployment || watchMs === 0) return null;
  const now = Date.parse(session.ports.clock.now());
  const until = Date.parse(recorded.since) + watchMs;
  // A clock that was ahead must not have it watched for days.
  return until > now && until <= now + watchMs ? new Date(until).toISOString() : null;
};
