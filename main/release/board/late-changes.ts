import type { Commit } from '../../../contract/commit';
import type { LateChanges } from '../../../contract/diff';
import { done, type Result } from '../../../contract/failure';
import type { Component } from '../../../contract/workspace';
import { mostChanges } from '../changes-limit';
import { recordOf, type Session } from '../session';
import { openCut } from '../record/late';

/**
 * What joined a component after the release on its way to `stage` was cut, up to `to`; null where there is no such release, or `to` is in
 * it.
 */
export const lateChanges = async (
  session: Session,
  component: Component,
  stage: string,
  to: Commit,
): Promise<Result<LateChanges | null>> => {
  const { stages } = session.workspace;
  const at = stages.findIndex((one) => one.name === stage);
  const target = stages[at];
  const record = target ? recordOf(session.readings, target.environment) : null;
  if (!record) return done(null);
  const earlier = stages.slice(0, at).flatMap((one) => recordOf(session.readings, one.environment) ?? []);
  const cut = openCut(earlier, record, session.workspace.components);
  const inSet = cut?.set.find((one) => one.component === component.name);
  if (!cut || !inSet || inSet.commit === to) return done(null);
  const range = { from: inSet.commit, to };
  const changes = await session.ports.history.changes(component, range, mostChanges, session.signal);
  if (!changes.ok) return changes;
  const commits = changes.value.map((change) => change.commit);
  return done(commits.length === 0 ? null : { release: cut.name, commits });
};
