import type { PromoteInput } from '../../contract/api';
import type { Cause } from '../../contract/entry';
import { failed, type Result } from '../../contract/failure';
import { objections } from '../../contract/objections';
import type { Objection } from '../../contract/promotion-facts';
import { begin } from './deploy';
import { candidateAt, distanceTo, known } from './distance';
import { promotionFacts, runningIn } from './eligibility';
import { place, type Live, type Session } from './session';

/** Moves a candidate to a stage: eligibility now, again at the act, and again on the ledger it is written to. */
export const promote = async (
  session: Session,
  input: PromoteInput,
  cause: Extract<Cause, 'promotion' | 'auto'> = 'promotion',
): Promise<Result<Live>> => {
  const found = place(session.workspace, input.component, input.stage);
  if (!found.ok) return found;
  const at = found.value;
  const { component, stage } = at;

  const candidate = await candidateAt(session, component, input.commit);
  if (!candidate.ok) return candidate;
  const running = runningIn(session, component.name, stage.environment);
  if (running !== 'unknown' && running !== input.seen)
    return failed({
      kind: 'moved',
      environment: stage.environment,
      component: component.name,
      seen: input.seen,
      now: running,
    });
  const distance = await distanceTo(session, component, running, input.commit);

  const overridden = (o: Objection): boolean => input.override !== null && o.overridable;
  const all = objections(promotionFacts(session, at, candidate.value, distance));
  return begin(session, {
    place: at,
    promotion: input.promotion,
    candidate: candidate.value,
    from: input.seen,
    cause,
    countdownMs: stage.protected && !input.now ? stage.countdownMs : 0,
    reason: input.override,
    overrides: all.filter(overridden).map((o) => o.kind),
    changes: known(distance.ahead),
    objections: (record) =>
      objections(promotionFacts(session, at, candidate.value, distance, record ?? undefined)).filter(
        (o) => !overridden(o),
      ),
    with: [],
  });
};
