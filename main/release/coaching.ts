import type { Commit } from '../../contract/commit';
import { objections } from '../../contract/objections';
import type { Coaching } from '../../contract/snapshot';
import type { Component, Target } from '../../contract/workspace';
import { promotionFacts } from './eligibility';
import { componentRecord } from './fold';
import { candidateOf, countsOf, type Asking, type GapFacts } from './gap-facts';
import { isLarge, usualSize } from './insights/batches';
import { place, recordOf, type Place, type Session } from './session';

/** Candidates that are looked through for a smaller step, newest first, and those of them that git counts for. */
const [mostLooked, mostCounted] = [200, 40];

/** What this component's promotions to an environment usually carry, by the ledger; null where there is too little history. */
const usualHere = (session: Session, component: Component, environment: string): number | null => {
  const record = recordOf(session.readings, environment);
  const deployments = record ? componentRecord(record, component.name).deployments : [];
  return usualSize(
    deployments.flatMap(({ state, cause, changes }) =>
      state === 'deployed' && cause !== 'rollback' && changes !== null && changes > 0 ? [changes] : [],
    ),
  );
};

/** The largest step that is not large and may be made now; null where there is none. */
const smallerStep = async (
  asking: Asking,
  at: Place,
  range: { readonly from: Commit; readonly to: Commit },
  usual: number,
): Promise<Coaching['smaller']> => {
  const { session, component } = asking;
  const listed = await session.ports.history.candidates(component, range, mostLooked, session.signal);
  if (!listed.ok) return null;
  const mayGo = (commit: Commit, version: string | null, ahead: number): boolean =>
    objections(
      promotionFacts(session, at, candidateOf(session.ports.identity, component.name, { commit, version }), {
        ahead,
        behind: 0,
      }),
    ).length === 0;
  // Asked for the least first: whatever may not go for its size is out later.
  const likely = listed.value.filter(({ commit, version }) => commit !== range.to && mayGo(commit, version, 1)).slice(-mostCounted); // prettier-ignore
  const counts = await countsOf(
    asking,
    likely.flatMap(({ commit }) => [
      { from: range.from, to: commit },
      { from: commit, to: range.from },
    ]),
  );
  for (const [i, point] of likely.entries()) {
    const [ahead = null, behind = null] = [counts[2 * i], counts[2 * i + 1]];
    if (ahead === null || ahead === 0 || behind !== 0 || ahead > usual) continue;
    if (mayGo(point.commit, point.version, ahead))
      return { candidate: candidateOf(session.ports.identity, component.name, point), ahead };
  }
  return null;
};

/** What there is to say about a promotion that is large for this component's own history; null where it is not. */
export const coach = async (
  asking: Asking,
  target: Target,
  gap: GapFacts,
  runs: Commit | null | 'unknown',
): Promise<Coaching | null> => {
  const { session, component } = asking;
  if (!gap.candidate || gap.ahead === null || runs === 'unknown' || runs === null) return null;
  const usual = usualHere(session, component, target.environment);
  const at = place(session.workspace, component.name, target.stage);
  if (!at.ok || usual === null || !isLarge(usual, gap.ahead)) return null;
  return { usual, smaller: await smallerStep(asking, at.value, { from: runs, to: gap.candidate.commit }, usual) };
};
