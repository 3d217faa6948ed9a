import { done, failed, type Result } from '../../../contract/failure';
import { systemEnvironment } from '../line';
import type { Session } from '../session';
import { saidSince } from './said-since';
import { write } from './write';

/**
 * Stops or starts the line: one entry, which every stage of every machine obeys. What it is already, it stays. `seen`: when the stop was
 * that is lifted; another one stays.
 */
export const moveLine = async (
  session: Session,
  to: 'stopped' | 'started',
  reason: string,
  seen?: string | null,
): Promise<Result<null>> => {
  const environment = systemEnvironment(session);
  if (environment === null) return failed({ kind: 'no-such', what: 'stage', name: '', known: [] });
  return write(session, environment, (record) => {
    if ((record.line !== null) === (to === 'stopped')) return done([]);
    const since = to === 'started' ? saidSince('The line', record.line, seen) : null;
    if (since) return failed(since);
    return done([{ environment, component: '', reason, kind: to === 'stopped' ? 'line-stopped' : 'line-started' }]);
  });
};
