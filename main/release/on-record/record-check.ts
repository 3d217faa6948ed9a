import type { CheckInput } from '../../../contract/check';
import { done, failed, type Result } from '../../../contract/failure';
import { checksEnvironment } from '../recorded-checks';
import type { Session } from '../session';

/** Puts a result of CI on the ledger. Told twice, it stands there twice and counts once. */
export const recordCheck = async (session: Session, { component, ...result }: CheckInput): Promise<Result<null>> => {
  const { components } = session.workspace;
  if (!components.some((one) => one.name === component)) {
    const known = components.map(({ name }) => name);
    return failed({ kind: 'no-such', what: 'component', name: component, known });
  }
  const environment = checksEnvironment(session);
  if (environment === null) return failed({ kind: 'no-such', what: 'stage', name: 'the first one', known: [] });
  const draft = { ...result, environment, component, kind: 'checked' } as const;
  const written = await session.ports.ledger.append(environment, () => done([draft]), session.signal);
  return written.ok ? done(null) : written;
};
