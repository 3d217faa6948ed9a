import { candidateContents, type Candidate } from '../../contract/candidate';
import type { Commit, Iso } from '../../contract/commit';
import type { Failure } from '../../contract/failure';
import type { Point } from '../../contract/snapshot';
import type { Component, Target } from '../../contract/workspace';
import type { Range } from './git-ports';
import { lostBy } from './lost';
import type { Identity } from './ports';
import { rollbackTarget } from './record/rollback-target';
import { recordOf, type Session } from './session';
import { needsOf } from './record/verification-state';

export interface RollbackFacts {
  readonly to: Candidate;
  readonly undoes: number | null;
}

export interface GapFacts {
  readonly candidate: Candidate | null;
  readonly ahead: number | null;
  readonly behind: number | null;
  readonly lost: number | null;
  readonly oldest: Iso | null;
  readonly migrations: number | null;
}

export const candidateOf = (
  identity: Identity,
  component: string,
  point: { readonly commit: Commit; readonly version: string | null },
): Candidate => {
  const contents = { component, commit: point.commit, artifact: null, config: null };
  return { id: identity.sha256(candidateContents(contents)), ...contents, version: point.version };
};

/** One component being asked about: what git can't answer is null, and the first reason why is kept. */
export interface Asking {
  readonly session: Session;
  readonly component: Component;
  problem: Failure | null;
}

export const countsOf = async (asking: Asking, ranges: readonly Range[]): Promise<readonly (number | null)[]> => {
  const all = await asking.session.ports.history.counts(asking.component, ranges, asking.session.signal);
  if (all.ok) return all.value;
  asking.problem ??= all.failure;
  return ranges.map(() => null);
};

/** The points that the mirror has; a commit it lacks is simply not there. */
export const pointsOf = async (
  { session, component }: Asking,
  commits: readonly Commit[],
): Promise<ReadonlyMap<Commit, Point>> => {
  const found = await Promise.all(commits.map((c) => session.ports.history.points(component, [c], session.signal)));
  return new Map(found.flatMap((r) => (r.ok ? r.value.map((p) => [p.commit, p] as const) : [])));
};

const oldestOf = async ({ session, component }: Asking, range: Range): Promise<Iso | null> => {
  const all = await session.ports.history.oldest(component, [range], session.signal);
  return all.ok ? (all.value[0] ?? null) : null;
};

export const gapFacts = async (
  asking: Asking,
  next: Point | null,
  runs: Commit | null | 'unknown',
): Promise<GapFacts> => {
  const { session, component } = asking;
  const candidate = next ? candidateOf(session.ports.identity, component.name, next) : null;
  if (!candidate || runs === 'unknown')
    return { candidate, ahead: null, behind: null, lost: null, oldest: null, migrations: null };
  const range = { from: runs, to: candidate.commit };
  const [ahead = null, behind = null] =
    runs === null
      ? [...(await countsOf(asking, [range])), 0]
      : await countsOf(asking, [range, { from: candidate.commit, to: runs }]);
  const oldest = ahead ? await oldestOf(asking, range) : null;
  const migrations =
    component.migrations.length > 0 && ahead
      ? await session.ports.diffs.migrations(component, range, session.signal)
      : null;
  const lost = await lostBy(session, component, candidate.commit, runs, behind ?? 'unknown');
  return {
    candidate,
    ahead,
    behind,
    lost: lost === 'unknown' ? null : lost,
    oldest,
    migrations: migrations?.ok ? migrations.value.length : null,
  };
};

export const rollbackFacts = async (
  asking: Asking,
  target: Target,
  runs: Commit | null | 'unknown',
): Promise<readonly (readonly [string, RollbackFacts])[]> => {
  const { session, component } = asking;
  const record = recordOf(session.readings, target.environment);
  if (!record || runs === 'unknown' || runs === null) return [];
  const environment = session.workspace.environments.find((e) => e.name === target.environment);
  const to = rollbackTarget(record, component.name, runs, needsOf(target, environment));
  if (!to) return [];
  const [undoes = null] = await countsOf(asking, [{ from: to.commit, to: runs }]);
  return [[target.stage, { to, undoes }]];
};
