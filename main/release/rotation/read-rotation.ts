import type { Person } from '../../../contract/commit';
import { done, failed, type Failure, type Result } from '../../../contract/failure';
import type { Rotation } from '../../../contract/rotation';
import type { Component, Stage } from '../../../contract/workspace';
import { runningIn, unseen } from '../eligibility';
import { recordOf, type Session } from '../session';
import { turnsOf } from './turns';
import { readMade } from './whose-turn';

/** More waiting changes than this of one component are not attributed: that is no rotation any more. */
const most = 1000;

/** Authors of what waits for the last stage, and why that can't be told. */
const waitingFor = async (
  session: Session,
  component: Component,
  stage: Stage,
): Promise<{ readonly authors: readonly Person[]; readonly failure: Failure | null }> => {
  const mirror = session.readings.mirrors.get(component.name);
  const running = runningIn(session, component.name, stage.environment);
  if (!mirror?.value)
    return { authors: [], failure: mirror?.problem ?? { kind: 'not-read', what: `The mirror of ${component.name}` } };
  if (running === 'unknown') return { authors: [], failure: unseen(session, component.name, stage.environment) };
  const range = { from: running, to: mirror.value.mainline };
  const changes = await session.ports.history.changes(component, range, most, session.signal);
  return changes.ok
    ? { authors: changes.value.map((change) => change.author), failure: null }
    : { authors: [], failure: changes.failure };
};

/** Whose turn it is to promote to the last stage, by the workspace file, the ledger and git. */
export const readRotation = async (session: Session): Promise<Result<Rotation>> => {
  const { stages, components, people } = session.workspace;
  const stage = stages.at(-1);
  if (!stage) return failed({ kind: 'no-such', what: 'stage', name: '', known: [] });
  const made = readMade(session);
  if (!made.ok) return made;
  const waiting = await Promise.all(components.map((component) => waitingFor(session, component, stage)));
  return done({
    stage: stage.name,
    turns: turnsOf({
      people,
      components: components.map((component) => component.name),
      made: made.value,
      waiting: waiting.flatMap((one) => one.authors),
      now: session.ports.clock.now(),
    }),
    handOver: recordOf(session.readings, stage.environment)?.handOver ?? null,
    unread: components.flatMap(({ name }, i) => {
      const failure = waiting[i]?.failure ?? null;
      return failure === null ? [] : [{ component: name, failure }];
    }),
  });
};
