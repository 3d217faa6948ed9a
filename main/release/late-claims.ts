import { done } from '../../contract/failure';
import { verdictDrafts } from './record/lifecycle';
import { isEnded, recordOf, type Live, type Session } from './session';

/** Claims being settled at this moment: a reading every few seconds must not settle one twice. */
const settling = new WeakSet<Live>();

/**
 * A push that seemed to fail may land later: a claim of ours then holds the environment though we sent nothing and said so. Who knows
 * that nothing left says it on the ledger too; after a restart nobody knows it any more, and a person looks.
 */
export const settleLateClaims = async (session: Session): Promise<void> => {
  for (const { name } of session.workspace.environments) {
    const claim = recordOf(session.readings, name)?.claim;
    const own = claim ? session.live.get(claim.id) : undefined;
    if (!claim || !own || !isEnded(own) || own.ending?.kind !== 'nothing-sent' || settling.has(own)) continue;
    settling.add(own);
    const { component, environment } = claim;
    const text = 'The ledger took the claim late; nothing had been sent.';
    const ended = {
      environment,
      component,
      deployment: claim.id,
      verdict: 'not-deployed',
      observed: null,
      text,
    } as const;
    await session.ports.ledger.append(environment, (entries) => done(verdictDrafts(entries, ended)), session.signal);
    settling.delete(own);
  }
};
