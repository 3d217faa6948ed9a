import type { PromoteInput } from '../../../contract/act-input';
import type { Cause } from '../../../contract/entry';
import { failed, type Result } from '../../../contract/failure';
import { objections } from '../../../contract/objections';
import type { ObjectionKind } from '../../../contract/promotion-facts';
import { begin } from './deploy';
import { rollBackByItself } from './roll-back-by-itself';
import { candidateAt, distanceTo, known } from '../distance';
import { promotionFacts, runningIn } from '../eligibility';
import { place, type Live, type Session } from '../session';

export interface PromoteAs {
  readonly cause?: Extract<Cause, 'promotion' | 'auto'>;
  /** The release that it is a part of. */
  readonly release?: string;
  /** What the reason was given about, where that was decided earlier. Default: what stands in the way now. */
  readonly lifts?: readonly ObjectionKind[];
}

/** Moves a candidate to a stage: eligibility now, again at the act, and again on the ledger it is written to. */
export const promote = async (
  session: Session,
  input: PromoteInput,
  { cause = 'promotion', release, lifts }: PromoteAs = {},
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

  const all = objections(promotionFacts(session, at, candidate.value, distance));
  // The reason is about what stood in the way when it was given, not about a freeze that begins during the countdown.
  const overridable = all.filter((o) => o.overridable).map((o) => o.kind);
  const overrides = input.override === null ? [] : overridable.filter((kind) => lifts?.includes(kind) ?? true);
  return begin(session, {
    place: at,
    promotion: input.promotion,
    candidate: candidate.value,
    from: input.seen,
    cause,
    countdownMs: stage.protected && !input.now ? stage.countdownMs : 0,
    reason: input.override,
    overrides,
    changes: known(distance.ahead),
    release: release ?? null,
    objections: (record) =>
      objections(promotionFacts(session, at, candidate.value, distance, record ?? undefined)).filter(
        (o) => !overrides.includes(o.kind),
      ),
    with: [],
    afterwards: (live, ending) => rollBackByItself(session, live, ending),
  });
};
