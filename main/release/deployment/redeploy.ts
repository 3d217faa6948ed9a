import type { RedeployInput } from '../../../contract/act-input';
import { failed, type Result } from '../../../contract/failure';
import { begin } from './deploy';
import { candidateAt } from '../distance';
import { rollbackObjections } from '../eligibility';
import { componentRecord } from '../record/fold';
import { place, recordOf, type Live, type Session } from '../session';

/** The recorded candidate again: what mends a drift, or an environment that lost it. */
export const redeploy = async (session: Session, input: RedeployInput): Promise<Result<Live>> => {
  const found = place(session.workspace, input.component, input.stage);
  if (!found.ok) return found;
  const at = found.value;
  const record = recordOf(session.readings, at.stage.environment);
  const recorded = record ? componentRecord(record, at.component.name).recorded : null;
  if (!recorded)
    return failed({ kind: 'nothing-to-roll-back-to', component: input.component, environment: at.stage.environment });
  const candidate = await candidateAt(session, at.component, recorded.commit);
  if (!candidate.ok) return candidate;
  return begin(session, {
    place: at,
    promotion: input.promotion,
    candidate: candidate.value,
    from: input.seen,
    cause: 'redeploy',
    countdownMs: at.stage.protected && !input.now ? at.stage.countdownMs : 0,
    reason: null,
    overrides: [],
    changes: 0,
    release: null,
    objections: (fresh) => rollbackObjections(session, at, fresh ?? undefined),
    with: [],
  });
};
