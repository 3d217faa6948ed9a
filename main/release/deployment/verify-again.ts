import { done, failed, type Result } from '../../../contract/failure';
import { candidateAt } from '../distance';
import { runningIn } from '../eligibility';
import { componentRecord } from '../record/fold';
import { end, makeLive } from './live';
import { liveIn, place, recordOf, type Session } from '../session';
import { verifyDeployment } from './verify';

/** Runs the verifications of what is running once more: for what was never verified, or whose set moved. */
export const verifyAgain = async (session: Session, component: string, stage: string): Promise<Result<null>> => {
  const found = place(session.workspace, component, stage);
  if (!found.ok) return found;
  const at = found.value;
  if (!session.ports.trust.isTrusted(session.workspace))
    return failed({ kind: 'untrusted', acts: session.workspace.acts.list });
  const running = runningIn(session, component, at.stage.environment);
  if (running === 'unknown' || running === null) return failed({ kind: 'nothing-runs', where: at.stage.environment });
  const busy = liveIn(session, at.stage.environment);
  if (busy)
    return failed({
      kind: 'claim-held',
      environment: busy.environment,
      by: session.ports.identity.me.name,
      component: busy.component,
      since: busy.since,
    });
  const candidate = await candidateAt(session, at.component, running);
  if (!candidate.ok) return candidate;
  const record = recordOf(session.readings, at.stage.environment);
  const recorded = record ? componentRecord(record, component).recorded : null;
  const id = recorded?.commit === running && recorded.deployment ? { id: recorded.deployment } : {};
  const promotion = session.ports.identity.uuid();
  const live = makeLive(session, {
    place: at,
    promotion,
    candidate: candidate.value,
    from: running,
    cause: 'redeploy',
    countdownMs: 0,
    ...id,
  });
  live.phase = 'verifying';
  const verdict = {
    kind: 'verdict',
    verdict: 'deployed',
    verification: 'none',
    text: `${at.stage.environment} runs it.`,
    next: 'Nothing to do.',
    failure: null,
  } as const;
  end(session, live, await verifyDeployment(session, live, at, verdict));
  return done(null);
};
