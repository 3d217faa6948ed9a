import type { RollbackInput } from '../../../contract/act-input';
import type { Commit } from '../../../contract/commit';
import { shortCommit } from '../../../contract/commit';
import { failed, type Result } from '../../../contract/failure';
import { begin } from './deploy';
import { distanceTo, known } from '../distance';
import { rollbackObjections, runningIn } from '../eligibility';
import { rollbackTarget } from '../record/rollback-target';
import { place, recordOf, type Live, type Session } from '../session';
import { needsOf } from '../record/verification-state';

/** Back to the last verified candidate; the one it leaves is rejected and the stage held, in the same push. */
export const rollback = async (session: Session, input: RollbackInput): Promise<Result<Live>> => {
  const found = place(session.workspace, input.component, input.stage);
  if (!found.ok) return found;
  const at = found.value;
  const { component, stage } = at;

  const running = runningIn(session, component.name, stage.environment);
  const moved = (now: Commit | null): Result<never> =>
    failed({ kind: 'moved', environment: stage.environment, component: component.name, seen: input.seen, now });
  if (running !== 'unknown' && running !== input.seen) return moved(running);
  const record = recordOf(session.readings, stage.environment);
  const to =
    record && input.seen
      ? rollbackTarget(record, component.name, input.seen, needsOf(at.target, at.environment))
      : null;
  if (!to || !input.seen)
    return failed({ kind: 'nothing-to-roll-back-to', component: component.name, environment: stage.environment });
  // What is undone is what the left candidate has and the earlier one lacks.
  const distance = await distanceTo(session, component, to.commit, input.seen);

  const reason = input.reason || `Rolled back from ${shortCommit(input.seen)}.`;
  const about = { environment: stage.environment, component: component.name, reason };
  return begin(session, {
    place: at,
    promotion: input.promotion,
    candidate: to,
    from: input.seen,
    cause: 'rollback',
    // On every stage: what will be undone is named, and there is an undo.
    countdownMs: input.now ? 0 : stage.countdownMs,
    reason,
    overrides: [],
    changes: known(distance.ahead),
    release: null,
    objections: (fresh) => rollbackObjections(session, at, fresh ?? undefined),
    with: [
      { ...about, kind: 'rejected', commit: input.seen },
      { ...about, kind: 'held' },
    ],
  });
};
