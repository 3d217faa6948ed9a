import type { CloseIncidentInput, OpenIncidentInput } from '../../../contract/act-input';
import { done, failed, type Result } from '../../../contract/failure';
import type { Incident } from '../../../contract/incident';
import { findDeployment } from './known-deployments';
import { readRecord, recordOf, type Session } from '../session';
import { write } from './write';

/** Open ones, the oldest first. */
export const openIncidents = (session: Session): readonly Incident[] =>
  session.workspace.environments
    .flatMap(({ name }) => [...(recordOf(session.readings, name)?.incidents.values() ?? [])])
    .filter((incident) => incident.closed === null)
    .sort((a, b) => a.opened.at.localeCompare(b.opened.at));

/** Every one, open or closed, the oldest first. A list with a gap would be no list: fails where a ledger was not read. */
export const readIncidents = (session: Session): Result<readonly Incident[]> => {
  const all: Incident[] = [];
  for (const { name } of session.workspace.environments) {
    const record = readRecord(session.readings, name);
    if (!record.ok) return record;
    all.push(...record.value.incidents.values());
  }
  return done(all.sort((a, b) => a.opened.at.localeCompare(b.opened.at)));
};

/** Opens an incident of a deployment. Asked twice with one id, it is one. */
export const openIncident = async (
  session: Session,
  { incident, deployment, title }: OpenIncidentInput,
): Promise<Result<null>> => {
  const found = findDeployment(session, deployment);
  if (!found.ok) return found;
  const { environment, component } = found.value;
  return write(session, environment, (record) =>
    done(
      record.incidents.has(incident)
        ? []
        : [{ environment, component, kind: 'incident-opened', incident, deployment, title }],
    ),
  );
};

/** Closes it with what keeps it from coming back. Whoever names the fix first has closed it. */
export const closeIncident = async (session: Session, { incident, fix }: CloseIncidentInput): Promise<Result<null>> => {
  const found = openIncidents(session).find((one) => one.id === incident);
  if (!found) return failed({ kind: 'no-such', what: 'open incident', name: incident, known: [] });
  const { environment, component } = found;
  return write(session, environment, (record) =>
    done(
      record.incidents.get(incident)?.closed === null
        ? [{ environment, component, kind: 'incident-closed', incident, fix }]
        : [],
    ),
  );
};
