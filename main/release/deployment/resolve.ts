import { done, type Result } from '../../../contract/failure';
import { findDeployment } from '../on-record/known-deployments';
import { observe } from '../observe';
import { resolutionDrafts } from '../record/lifecycle';
import { takeOver } from './recover';
import { readLedgers } from '../refresh';
import { place, type Session } from '../session';

export interface Resolution {
  readonly deployment: string;
  readonly how: 'observe' | 'deployed' | 'not-deployed';
  readonly reason: string;
}

/** A person resolves what ended unknown: by looking again, or by saying what is known, with a reason. */
export const resolve = async (session: Session, { deployment, how, reason }: Resolution): Promise<Result<null>> => {
  const known = findDeployment(session, deployment);
  if (!known.ok) return known;
  const own = known.value;
  if (own.state === 'claimed' || own.state === 'sending') {
    if (session.live.get(deployment)?.phase !== undefined && !session.live.get(deployment)?.orphaned) return done(null);
    return takeOver(session, own.environment, deployment);
  }
  const found = place(session.workspace, own.component, own.stage);
  if (!found.ok) return found;
  const now = await observe(session, found.value.component, found.value.target, session.signal);
  if (how === 'observe' && !now.ok) return now;
  const observed = now.ok ? now.value.commit : null;
  const verdict = how === 'observe' ? (observed === own.candidate.commit ? 'deployed' : 'not-deployed') : how;
  const words = reason || (how === 'observe' ? 'Looked again.' : '');
  const about = { environment: own.environment, component: own.component, deployment, observed };
  const written = await session.ports.ledger.append(
    own.environment,
    (entries) => done(resolutionDrafts(entries, { ...about, verdict, text: words })),
    session.signal,
  );
  if (!written.ok) return written;
  await readLedgers(session, session.signal);
  return done(null);
};
