import type { Draft } from '../../../contract/entry';
import { done, type Result } from '../../../contract/failure';
import { fold, type EnvironmentRecord } from '../record/fold';
import { readLedgers } from '../refresh';
import type { Session } from '../session';

/** Puts on an environment's ledger what is decided on the record that it would follow; nothing where that is none. Read again by all. */
export const write = async (
  session: Session,
  environment: string,
  decide: (record: EnvironmentRecord) => Result<readonly Draft[]>,
): Promise<Result<null>> => {
  const written = await session.ports.ledger.append(environment, (entries) => decide(fold(entries)), session.signal);
  if (!written.ok) return written;
  await readLedgers(session, session.signal);
  session.changed();
  return done(null);
};
