import type { Commit } from '../../../contract/commit';
import type { Draft } from '../../../contract/entry';
import { done, failed, type Result } from '../../../contract/failure';
import { candidateAt } from '../distance';
import { runningIn } from '../eligibility';
import { componentRecord } from '../record/fold';
import { place, type Place, type Session } from '../session';
import { write } from './write';

/** The acts that change no environment, only what is on record. */
export type Act =
  | { readonly kind: 'adopt'; readonly commit: Commit; readonly reason: string }
  | { readonly kind: 'resume' | 'lock' | 'unlock'; readonly reason: string }
  | { readonly kind: 'approve'; readonly commit: Commit };

const draft = async (session: Session, at: Place, act: Act): Promise<Result<Draft>> => {
  const about = { environment: at.stage.environment, component: at.component.name };
  switch (act.kind) {
    case 'adopt': {
      const running = runningIn(session, at.component.name, at.stage.environment);
      if (running !== act.commit)
        return failed({ kind: 'moved', ...about, seen: act.commit, now: running === 'unknown' ? null : running });
      return done({ ...about, kind: 'adopted', commit: act.commit, reason: act.reason || 'Adopted what runs.' });
    }
    case 'resume':
      return done({ ...about, kind: 'resumed', reason: act.reason });
    case 'lock':
      return done({ ...about, kind: 'locked', reason: act.reason, expires: null });
    case 'unlock':
      return done({ ...about, kind: 'unlocked', reason: act.reason });
    case 'approve': {
      const running = runningIn(session, at.component.name, at.stage.environment);
      const candidate = await candidateAt(session, at.component, act.commit);
      if (!candidate.ok) return candidate;
      if (running === 'unknown') return failed({ kind: 'nothing-runs', where: at.stage.environment });
      return done({ ...about, kind: 'approved', candidate: candidate.value.id, stage: at.stage.name, from: running });
    }
  }
};

/** Puts one act on the ledger. */
export const record = async (session: Session, component: string, stage: string, act: Act): Promise<Result<null>> => {
  const found = place(session.workspace, component, stage);
  if (!found.ok) return found;
  const made = await draft(session, found.value, act);
  if (!made.ok) return made;
  return write(session, found.value.stage.environment, (ledger) => {
    // A resume of what somebody has resumed already is done: nothing to write.
    const own = componentRecord(ledger, component);
    return done(act.kind === 'resume' && own.hold === null ? [] : [made.value]);
  });
};
