import { done, failed, type Result } from '../../../contract/failure';
import { systemEnvironment } from '../line';
import type { Session } from '../session';
import { saidSince } from '../on-record/said-since';
import { write } from '../on-record/write';

/** Leaves a note for whoever is next; an empty one takes the last one away. `seen`: when the note was left that it takes the place of. */
export const handOver = async (session: Session, said: string, seen?: string | null): Promise<Result<null>> => {
  const note = said.trim();
  const environment = systemEnvironment(session);
  if (environment === null) return failed({ kind: 'no-such', what: 'stage', name: '', known: [] });
  return write(session, environment, (record) => {
    if ((record.handOver?.reason ?? '') === note) return done([]);
    const since = saidSince('The note for the next person', record.handOver, seen);
    return since ? failed(since) : done([{ environment, component: '', kind: 'handed-over', note }]);
  });
};
