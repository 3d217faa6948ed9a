import type { Commit } from '../../../contract/commit';
import type { DriftCause } from '../../../contract/drift';
import type { Failure } from '../../../contract/failure';
import type { Known } from '../../../contract/promotion-facts';
import type { Coaching, Hotfix, Point } from '../../../contract/snapshot';
import type { Component } from '../../../contract/workspace';
import { baselineIsKnown, baselineOf } from './baseline';
import { coach } from './coaching';
import { driftCause } from './drift';
import { runningIn } from '../eligibility';
import {
  countsOf,
  gapFacts,
  pointsOf,
  rollbackFacts,
  type Asking,
  type GapFacts,
  type RollbackFacts,
} from '../gap-facts';
import { hotfixes } from './hotfix';
import type { Session } from '../session';

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
  readonly gaps: ReadonlyMap<string, GapFacts & { readonly coaching: Coaching | null }>;
  /** By stage: what a promotion that skipped stages owes. */
  readonly hotfixes: ReadonlyMap<string, Hotfix>;
  /** By stage: what probably changed what runs, where that is not what is recorded. */
  readonly drifts: ReadonlyMap<string, DriftCause>;
  /** By stage: where a rollback would go, and how many changes it would take back. */
  readonly rollbacks: ReadonlyMap<string, RollbackFacts>;
  /** Why some of it is unknown: the first thing that git could not answer. */
  readonly problem: Failure | null;
}

const mostCandidates = 2000;

/** The newest candidate whose checks passed; mainline's newest where there is no checks source. */
const newestChecked = (session: Session, component: Component, candidates: readonly Point[]): Point | null => {
  if (component.checks === null) return candidates[0] ?? null;
  const results = session.readings.checks.get(component.name)?.value;
  return candidates.find((c) => results?.get(c.commit)?.result === 'passed') ?? null;
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
  const asking: Asking = { session, component, problem: null };
  const tip = mirror.value.mainline;
  const runs = component.targets.map((t) => runningIn(session, component.name, t.environment));
  // That nothing runs is known: null must not become "unknown".
  const runsIn = (i: number): Known<Commit | null> => {
    const at = runs[i];
    return at === undefined ? 'unknown' : at;
  };
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
  const points = new Map([...(await pointsOf(asking, commits)), ...candidates.map((c) => [c.commit, c] as const)]);
  const mainline = points.get(tip);
  if (!mainline)
    return { ok: false, failure: { kind: 'commit-missing', repository: component.repository, commit: tip } };
  const known = baselineIsKnown(session);
  const counted = [...new Set([...commits, ...(checked ? [checked.commit] : [])])].filter((c) => points.has(c));
  const counts = known
    ? await countsOf(
        asking,
        counted.map((to) => ({ from: baseline, to })),
      )
    : [];
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
      const gap = await gapFacts(asking, next, runsIn(i));
      return [target.stage, { ...gap, coaching: await coach(asking, target, gap, runsIn(i)) }] as const;
    }),
  );
  const rollbacks = await Promise.all(component.targets.map((target, i) => rollbackFacts(asking, target, runsIn(i))));
  const drifts = await Promise.all(
    component.targets.map(async (target, i) => {
      const cause = await driftCause(asking, target, runsIn(i), tip);
      return cause === null ? [] : [[target.stage, cause] as const];
    }),
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
      hotfixes: await hotfixes(asking, component.targets, runs, tip),
      drifts: new Map(drifts.flat()),
      rollbacks: new Map(rollbacks.flat()),
      problem: asking.problem,
    },
  };
};
