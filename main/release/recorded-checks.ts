import { done, type Result } from '../../contract/failure';
import type { Component } from '../../contract/workspace';
import type { Check } from './ports';
import { readRecord, type Session } from './session';

/** Where checks are kept on record: with the environment of the first stage, where the candidate goes next. */
export const checksEnvironment = (session: Session): string | null => session.workspace.stages[0]?.environment ?? null;

/** What `humdrum check record` has put on the ledger of one component. */
export const recordedChecks = (session: Session, component: Component): Result<readonly Check[]> => {
  const environment = checksEnvironment(session);
  if (environment === null) return done([]);
  const record = readRecord(session.readings, environment);
  if (!record.ok) return record;
  return done([...(record.value.checks.get(component.name)?.values() ?? [])]);
};
