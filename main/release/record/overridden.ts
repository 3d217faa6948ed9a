import type { Cell } from '../../../contract/snapshot';
import type { ComponentRecord } from './fold';
import { latest } from './latest';

/** What the last promotion that went out went over; null where it went over nothing. Said until the next one, also once it was rolled back. */
export const overriddenIn = ({ deployments }: ComponentRecord): Cell['overridden'] => {
  const last = latest(
    deployments,
    ({ state, cause }) => state === 'deployed' && (cause === 'promotion' || cause === 'auto'),
  );
  if (!last || last.overrides.length === 0) return null;
  return { by: last.by, at: last.at, reason: last.reason ?? '', rules: last.overrides, candidate: last.candidate };
};
