import type { ReleaseActInput } from '../../../contract/act-input';
import { failed, type Result } from '../../../contract/failure';
import type { Objection } from '../../../contract/promotion-facts';
import type { ReleaseEvent } from '../../../contract/release';
import { releaseRefused } from '../../../contract/words/release';
import type { Stage } from '../../../contract/workspace';
import { begin } from '../deployment/deploy';
import { candidateAt } from '../distance';
import { rollbackObjections, runningIn } from '../eligibility';
import { promote } from '../deployment/promote';
import { place, type Live, type Session } from '../session';
import { broughtBy, isOpenStep, staysOf, stepView } from './read-releases';
import { startRun, type ReleaseRun } from './release-run';
import type { StepRecord } from '../record/release-state';
import { lookAt, walk, wentOut, wentWell } from './walk-release';

/** What is known to stand in the way of any of them, before the first one goes: nobody starts what can't be finished. */
const inTheWayOf = async (session: Session, stage: Stage, steps: readonly StepRecord[], input: ReleaseActInput) => {
  const views = await Promise.all(steps.map((step) => stepView(session, stage, step)));
  const isLifted = (component: string, { kind, overridable }: Objection): boolean => {
    // A reason is about what the person saw; who saw nothing, in a terminal, gives it for what is there now.
    const seen = input.seen?.[component]?.objections;
    return input.override !== null && overridable && (seen?.includes(kind) ?? true);
  };
  return {
    objections: views.flatMap(({ component, objections }) =>
      objections
        .filter((objection) => !isLifted(component, objection))
        .map((objection) => ({ ...objection, text: `${component}: ${objection.text}` })),
    ),
    /** What the reason was given about, by component. */
    lifts: new Map(
      views.map((v) => [v.component, v.objections.filter((o) => isLifted(v.component, o)).map((o) => o.kind)]),
    ),
  };
};

/** Promotes what of the release is not there yet, in the order of `after`, each component by the same rules as a click. */
async function* promoting(session: Session, input: ReleaseActInput): AsyncGenerator<ReleaseEvent> {
  const looked = await lookAt(session, input);
  if (!looked.ok) return yield releaseRefused(session.ports.clock.now(), looked.failure);
  const { release, stage, steps } = looked.value;
  const missing = steps.filter(isOpenStep);
  const inTheWay = await inTheWayOf(session, stage, missing, input);
  if (inTheWay.objections.length > 0)
    return yield releaseRefused(session.ports.clock.now(), { kind: 'objected', objections: inTheWay.objections });
  yield* walk(session, looked.value, missing, wentWell, async (step, first) => {
    const running = runningIn(session, step.component, stage.environment);
    const seen = input.seen?.[step.component];
    return promote(
      session,
      {
        component: step.component,
        stage: stage.name,
        promotion: session.ports.identity.uuid(),
        commit: step.candidate.commit,
        seen: seen ? seen.running : running === 'unknown' ? null : running,
        override: input.override,
        // One countdown for the whole release, not one for each component.
        now: input.now || !first,
      },
      { release: release.id, lifts: inTheWay.lifts.get(step.component) ?? [] },
    );
  });
}

/** Redeploys what ran before, of each component that the release moved and that is still there: in reverse order, only those. */
async function* puttingBack(session: Session, input: ReleaseActInput): AsyncGenerator<ReleaseEvent> {
  const looked = await lookAt(session, input);
  if (!looked.ok) return yield releaseRefused(session.ports.clock.now(), looked.failure);
  const { release, stage, steps } = looked.value;
  const [moved] = broughtBy(steps).filter(({ component, candidate }) => {
    const seen = input.seen?.[component];
    return input.seen !== undefined && seen?.running !== candidate.commit;
  });
  if (moved) {
    const { component, candidate } = moved;
    const was = input.seen?.[component]?.running ?? null;
    const failure = {
      kind: 'moved',
      environment: stage.environment,
      component,
      seen: was,
      now: candidate.commit,
    } as const;
    return yield releaseRefused(session.ports.clock.now(), failure);
  }
  const back = async (step: StepRecord, first: boolean): Promise<Result<Live>> => {
    const at = place(session.workspace, step.component, stage.name);
    if (!at.ok) return at;
    const before = step.brought?.from ?? null;
    if (before === null)
      return failed({ kind: 'nothing-to-roll-back-to', component: step.component, environment: stage.environment });
    const candidate = await candidateAt(session, at.value.component, before);
    if (!candidate.ok) return candidate;
    return begin(session, {
      place: at.value,
      promotion: session.ports.identity.uuid(),
      candidate: candidate.value,
      from: step.candidate.commit,
      cause: 'redeploy',
      countdownMs: input.now || !first ? 0 : stage.countdownMs,
      reason: `Put back: release ${release.name}.`,
      overrides: [],
      changes: step.brought?.changes ?? null,
      release: release.id,
      objections: (fresh) => rollbackObjections(session, at.value, fresh ?? undefined),
      with: [],
    });
  };
  // A test of the whole may fail until the last one is back: what stops a promotion is no reason to stay half way.
  yield* walk(session, looked.value, broughtBy(steps), wentOut, back, staysOf(steps));
}

export const promoteRelease = (session: Session, input: ReleaseActInput): ReleaseRun =>
  startRun(session, 'promote', input, promoting(session, input));

export const putBackRelease = (session: Session, input: ReleaseActInput): ReleaseRun =>
  startRun(session, 'put-back', input, puttingBack(session, input));
