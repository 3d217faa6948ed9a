import type { Commit } from '../../../contract/commit';
import { objections } from '../../../contract/objections';
import type { Coaching } from '../../../contract/snapshot';
import type { Component, Target } from '../../../contract/workspace';
import { promotionFacts } from '../eligibility';
import { componentRecord } from '../record/fold';
import { candidateOf, countsOf, type Asking, type GapFacts } from '../gap-facts';
import { isLarge, usualSize } from '../insights/batches';
import { place, recordOf, type Place, type Session } from '../session';

/** A range of more candidates than this is not looked through. */
const mostListed = 2000;
/** Of the oldest so many git counts how far they are: the small steps are among them. */
const mostCounted = 100;

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

/** The largest step of a usual size that may be made now; null where there is none. */
const smallerStep = async (
  asking: Asking,
  at: Place,
  range: { readonly from: Commit; readonly to: Commit },
  usual: number,
): Promise<Coaching['smaller']> => {
  const { session, component } = asking;
  const listed = await session.ports.history.candidates(component, range, mostListed, session.signal);
  // Newest first: of a list that was cut off, the small steps are what is missing.
  if (!listed.ok || listed.value.length === mostListed) return 'unknown';
  const oldest = listed.value.slice(-mostCounted);
  const counts = await countsOf(
    asking,
    oldest.flatMap(({ commit }) => [
      { from: range.from, to: commit },
      { from: commit, to: range.from },
    ]),
  );
  for (const [i, point] of oldest.entries()) {
    const [ahead = null, behind = null] = [counts[2 * i], counts[2 * i + 1]];
    if (ahead === null || behind === null) return 'unknown';
    if (ahead === 0 || ahead > usual) continue;
    const candidate = candidateOf(session.ports.identity, component.name, point);
    if (objections(promotionFacts(session, at, candidate, { ahead, behind, lost: behind })).length === 0)
      return { candidate, ahead };
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
