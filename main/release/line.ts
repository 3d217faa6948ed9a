import { done, type Result } from '../../contract/failure';
import type { Known, PromotionFacts } from '../../contract/promotion-facts';
import type { Note } from '../../contract/note';
import type { EnvironmentRecord } from './record/fold';
import { readRecord, recordOf, type Session } from './session';

/** Where the whole system keeps what is said of all of it: with the environment of its last stage. */
export const systemEnvironment = (session: Session): string | null =>
  session.workspace.stages.at(-1)?.environment ?? null;

/** What the ledger read last says of the whole; null: the workspace has no stage. */
export const readSystem = (session: Session): Result<EnvironmentRecord | null> => {
  const where = systemEnvironment(session);
  return where === null ? done(null) : readRecord(session.readings, where);
};

/** Who stopped the line; null: it runs. `fresh`: a record of `environment` that was just read. */
export const lineOf = (session: Session, environment: string, fresh: EnvironmentRecord | null): Known<Note | null> => {
  const where = systemEnvironment(session);
  if (where === null) return null;
  // Only the ledger that is written to is asked again at the act: of another one, an old reading or one under an alarm is none.
  const elsewhere = session.readings.ledgers.get(where)?.problem ? null : recordOf(session.readings, where);
  const record = where === environment ? fresh : elsewhere;
  return record ? record.line : 'unknown';
};

export const lineFact = (line: Known<Note | null>): PromotionFacts['line'] =>
  line === 'unknown' || line === null ? line : { by: line.by.name, reason: line.reason };
