import type { Person } from '../../../contract/commit';
import { done, type Result } from '../../../contract/failure';
import { nextOf } from '../../../contract/rotation';
import type { Note } from '../../../contract/note';
import { componentRecord, type EnvironmentRecord } from '../record/fold';
import { systemEnvironment } from '../line';
import { readRecord, recordOf, type Session } from '../session';
import { keyOf, turnsOf, type Made } from './turns';

const madeIn = (session: Session, record: EnvironmentRecord, last: boolean): readonly Made[] =>
  session.workspace.components.flatMap(({ name: component }) =>
    componentRecord(record, component)
      .deployments.filter((one) => one.state === 'deployed' && one.cause === 'promotion')
      .map((one) => ({ by: one.by, component, at: one.endedAt ?? one.at, last })),
  );

/** Promotions that people made by hand, to every stage. */
export const readMade = (session: Session): Result<readonly Made[]> => {
  const { stages } = session.workspace;
  const made: Made[] = [];
  for (const stage of stages) {
    const record = readRecord(session.readings, stage.environment);
    if (!record.ok) return record;
    made.push(...madeIn(session, record.value, stage === stages.at(-1)));
  }
  return done(made);
};

/** Whether it is their turn, by any of their addresses, of the people that the workspace file names. */
const isTurnOf = (session: Session, me: Person): boolean => {
  const { people } = session.workspace;
  const made = readMade(session);
  if (!made.ok || people.length === 0) return false;
  // What waits for whom changes nobody’s place where the file names the people, and would have to be asked of git.
  const turns = turnsOf({ people, components: [], made: made.value, waiting: [], now: session.ports.clock.now() });
  const next = nextOf({ turns })?.person.email;
  const member = people.find(({ emails }) => emails[0] === next);
  return member?.emails.some((email) => keyOf(email) === keyOf(me.email)) ?? false;
};

/** The note that was left for the next person, where that is who sits here. */
export const handOverForMe = (session: Session): Note | null => {
  const where = systemEnvironment(session);
  const note = where === null ? null : (recordOf(session.readings, where)?.handOver ?? null);
  return note !== null && isTurnOf(session, session.ports.identity.me) ? note : null;
};
