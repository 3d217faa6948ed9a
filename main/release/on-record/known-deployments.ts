import type { Deployment } from '../../../contract/deployment';
import { done, failed, type Result } from '../../../contract/failure';
import { recordOf, type Session } from '../session';

/** Every deployment of the ledgers read last, the newest first. */
export const knownDeployments = (session: Session): readonly Deployment[] =>
  session.workspace.environments
    .flatMap(({ name }) => [...(recordOf(session.readings, name)?.components.values() ?? [])])
    .flatMap(({ deployments }) => deployments)
    .sort((a, b) => b.at.localeCompare(a.at));

/** A deployment of this workspace by its id, by the ledgers read last. Fails with `no-such`. */
export const findDeployment = (session: Session, id: string): Result<Deployment> => {
  for (const { name } of session.workspace.environments) {
    const record = recordOf(session.readings, name);
    for (const component of record?.components.values() ?? []) {
      const found = component.deployments.find((one) => one.id === id);
      if (found) return done(found);
    }
  }
  return failed({ kind: 'no-such', what: 'deployment', name: id, known: [] });
};
