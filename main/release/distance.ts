import type { Candidate } from '../../contract/candidate';
import type { Commit } from '../../contract/commit';
import { done, type Result } from '../../contract/failure';
import type { Known } from '../../contract/promotion-facts';
import type { Component } from '../../contract/workspace';
import { candidateOf } from './gap-facts';
import type { Distance } from './eligibility';
import { lostBy } from './lost';
import type { Session } from './session';

/** The candidate that a commit of the component's repository is. Fails with `commit-missing`. */
export const candidateAt = async (
  session: Session,
  component: Component,
  commit: Commit,
): Promise<Result<Candidate>> => {
  const points = await session.ports.history.points(component, [commit], session.signal);
  if (!points.ok) return points;
  const [point] = points.value;
  return done(candidateOf(session.ports.identity, component.name, point ?? { commit, version: null }));
};

/** How far a commit is from what runs: changes it brings, and changes it lacks. */
export const distanceTo = async (
  session: Session,
  component: Component,
  runs: Known<Commit | null>,
  commit: Commit,
): Promise<Distance> => {
  const unknown = { ahead: 'unknown', behind: 'unknown', lost: 'unknown' } as const;
  if (runs === 'unknown') return unknown;
  const ranges = runs === null ? [{ from: null, to: commit }] : [{ from: runs, to: commit }, { from: commit, to: runs }]; // oxfmt-ignore
  const counts = await session.ports.history.counts(component, ranges, session.signal);
  if (!counts.ok) return unknown;
  const behind = runs === null ? 0 : (counts.value[1] ?? 'unknown');
  return { ahead: counts.value[0] ?? 'unknown', behind, lost: await lostBy(session, component, commit, runs, behind) };
};

export const known = (n: Known<number>): number | null => (n === 'unknown' ? null : n);
