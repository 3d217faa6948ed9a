import { candidateContents, type Candidate } from '../../contract/candidate';
import type { Commit, Iso } from '../../contract/commit';
import type { Failure } from '../../contract/failure';
import { baselineOf } from './baseline';
import type { Component, Target } from '../../contract/workspace';
import type { Point } from '../../contract/snapshot';
import { runningIn } from './eligibility';
import type { Range } from './git-ports';
import type { Identity } from './ports';
import { rollbackTarget } from './rollback-target';
import { recordOf, type Session } from './session';
import { needsOf } from './verification-state';

/** What git says about one component at its present readings. */
export interface ComponentFacts {
  readonly mainline: Point;
  readonly checked: Point | null;
  readonly baseline: Commit | null;
  readonly points: ReadonlyMap<Commit, Point>;
  /** Candidates of `baseline..mainline`, newest first. */
  readonly candidates: readonly Point[];
  /** Changes of `baseline..X` by X. */
  readonly changes: ReadonlyMap<Commit, number>;
  /** By stage. */
  readonly gaps: ReadonlyMap<string, GapFacts>;
  /** By stage: where a rollback would go, and how many changes it would take back. */
  readonly rollbacks: ReadonlyMap<string, RollbackFacts>;
}

export interface RollbackFacts {
  readonly to: Candidate;
  readonly undoes: number | null;
}

export interface GapFacts {
  readonly candidate: Candidate | null;
  readonly ahead: number | null;
  readonly behind: number | null;
  readonly oldest: Iso | null;
  readonly migrations: number | null;
}

const mostCandidates = 2000;

export const candidateOf = (
  identity: Identity,
  component: string,
  point: { readonly commit: Commit; readonly version: string | null },
): Candidate => {
  const contents = { component, commit: point.commit, artifact: null, config: null };
  return { id: identity.sha256(candidateContents(contents)), ...contents, version: point.version };
};

/** The newest candidate whose checks passed; mainline's newest where there is no checks source. */
const newestChecked = (session: Session, component: Component, candidates: readonly Point[]): Point | null => {
  if (component.checks === null) return candidates[0] ?? null;
  const results = session.readings.checks.get(component.name)?.value;
  return candidates.find((c) => results?.get(c.commit)?.result === 'passed') ?? null;
};

const countsOf = async (
  session: Session,
  component: Component,
  ranges: readonly Range[],
): Promise<readonly (number | null)[]> => {
  const all = await session.ports.history.counts(component, ranges, session.signal);
  return all.ok ? all.value : ranges.map(() => null);
};

/** The points that the mirror has; a commit it lacks is simply not there. */
const pointsOf = async (
  session: Session,
  component: Component,
  commits: readonly Commit[],
): Promise<ReadonlyMap<Commit, Point>> => {
  const found = await Promise.all(commits.map((c) => session.ports.history.points(component, [c], session.signal)));
  return new Map(found.flatMap((r) => (r.ok ? r.value.map((p) => [p.commit, p] as const) : [])));
};

const oldestOf = async (session: Session, component: Component, range: Range): Promise<Iso | null> => {
  const all = await session.ports.history.oldest(component, [range], session.signal);
  return all.ok ? (all.value[0] ?? null) : null;
};

const gapFacts = async (
  session: Session,
  component: Component,
  next: Point | null,
  runs: Commit | null | 'unknown',
): Promise<GapFacts> => {
  const candidate = next ? candidateOf(session.ports.identity, component.name, next) : null;
  if (!candidate || runs === 'unknown') return { candidate, ahead: null, behind: null, oldest: null, migrations: null };
  const range = { from: runs, to: candidate.commit };
  const [ahead = null, behind = null] =
    runs === null
      ? [...(await countsOf(session, component, [range])), 0]
      : await countsOf(session, component, [range, { from: candidate.commit, to: runs }]);
  const oldest = ahead ? await oldestOf(session, component, range) : null;
  const migrations =
    component.migrations.length > 0 && ahead
      ? await session.ports.diffs.migrations(component, range, session.signal)
      : null;
  return { candidate, ahead, behind, oldest, migrations: migrations?.ok ? migrations.value.length : null };
};

const rollbackFacts = async (
  session: Session,
  component: Component,
  target: Target,
  runs: Commit | null | 'unknown',
): Promise<readonly (readonly [string, RollbackFacts])[]> => {
  const record = recordOf(session.readings, target.environment);
  if (!record || runs === 'unknown' || runs === null) return [];
  const environment = session.workspace.environments.find((e) => e.name === target.environment);
  const to = rollbackTarget(record, component.name, runs, needsOf(target, environment));
  if (!to) return [];
  const [undoes = null] = await countsOf(session, component, [{ from: to.commit, to: runs }]);
  return [[target.stage, { to, undoes }]];
};

/** Asks git everything the board shows of one component. Fails where mainline itself can't be read. */
export const componentFacts = async (
  session: Session,
  component: Component,
): Promise<
  { readonly ok: true; readonly value: ComponentFacts } | { readonly ok: false; readonly failure: Failure | null }
> => {
  const mirror = session.readings.mirrors.get(component.name);
  if (!mirror?.value) return { ok: false, failure: mirror?.problem ?? null };
  const { history } = session.ports;
  const tip = mirror.value.mainline;
  const runs = component.targets.map((t) => runningIn(session, component.name, t.environment));
  const baseline = await baselineOf(session, component, tip);
  const listed = await history.candidates(component, { from: baseline, to: tip }, mostCandidates, session.signal);
  if (!listed.ok) return listed;
  let candidates = listed.value;
  if (candidates.length === 0) {
    // Nothing since the baseline: what can be promoted is still mainline's newest candidate.
    const newest = await history.candidates(component, { from: null, to: tip }, 1, session.signal);
    candidates = newest.ok ? newest.value : [];
  }
  const checked = newestChecked(session, component, candidates);
  const commits = [...new Set([tip, ...runs.flatMap((r) => (r === 'unknown' || r === null ? [] : [r]))])];
  const points = new Map([
    ...(await pointsOf(session, component, commits)),
    ...candidates.map((c) => [c.commit, c] as const),
  ]);
  const mainline = points.get(tip);
  if (!mainline)
    return { ok: false, failure: { kind: 'commit-missing', repository: component.repository, commit: tip } };
  const counted = [...new Set([...commits, ...(checked ? [checked.commit] : [])])].filter((c) => points.has(c));
  const counts = await countsOf(
    session,
    component,
    counted.map((to) => ({ from: baseline, to })),
  );
  const changes = new Map(counted.flatMap((c, i) => (typeof counts[i] === 'number' ? [[c, counts[i]] as const] : [])));
  const gaps = await Promise.all(
    component.targets.map(async (target, i) => {
      const before = i === 0 ? checked : runs[i - 1];
      const next =
        before === 'unknown' || before === null || before === undefined
          ? null
          : typeof before === 'string'
            ? (points.get(before) ?? null)
            : before;
      return [target.stage, await gapFacts(session, component, next, runs[i] ?? 'unknown')] as const;
    }),
  );
  const rollbacks = await Promise.all(
    component.targets.map((target, i) => rollbackFacts(session, component, target, runs[i] ?? 'unknown')),
  );
  return {
    ok: true,
    value: {
      mainline,
      checked,
      baseline,
      points,
      candidates,
      changes,
      gaps: new Map(gaps),
      rollbacks: new Map(rollbacks.flat()),
    },
  };
};
