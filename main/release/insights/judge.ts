import type { JudgeInput } from '../../../contract/act-input';
import { done, failed, type Result } from '../../../contract/failure';
import { componentRecord } from '../record/fold';
import { findDeployment } from '../on-record/known-deployments';
import type { Session } from '../session';
import { write } from '../on-record/write';
import { wentOut } from './read-facts';

/** What a person says of a deployment that went out, on record: whether it was a brown-paper-bag release. Said again it changes nothing. */
export const judge = async (session: Session, input: JudgeInput): Promise<Result<null>> => {
  const { deployment, judgement } = input;
  const reason = input.reason.trim();
  if (judgement === 'dismissed' && reason === '')
    return failed({ kind: 'reason-missing', what: 'To dismiss a brown-paper-bag release' });
  const found = findDeployment(session, deployment);
  if (!found.ok) return found;
  const { environment, component } = found.value;
  return write(session, environment, (record) => {
    const { deployments } = componentRecord(record, component);
    if (!deployments.some((one) => one.id === deployment && wentOut(one)))
      return failed({ kind: 'never-went-out', deployment });
    const said = record.judged.get(deployment);
    const isSame = said?.judgement === judgement && (reason === '' || said.reason === reason);
    return done(isSame ? [] : [{ environment, component, kind: 'judged', deployment, judgement, reason }]);
  });
};
