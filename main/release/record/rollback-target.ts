import type { Candidate } from '../../../contract/candidate';
import type { Commit } from '../../../contract/commit';
import type { EnvironmentRecord } from './fold';
import { componentRecord } from './fold';
import { latest } from './latest';
import { verificationState, type Needs } from './verification-state';

/**
 * The last verified candidate that ran before the current one: never a failed deployment, never a rejected or faulty candidate, and
 * never what a rollback left. null where there is none.
 */
export const rollbackTarget = (
  record: EnvironmentRecord,
  component: string,
  current: Commit,
  needs: Needs,
): Candidate | null => {
  const own = componentRecord(record, component);
  const went = own.deployments.filter((d) => d.state === 'deployed');
  const first = went.findIndex((d) => d.candidate.commit === current);
  const earlier = first === -1 ? went : went.slice(0, first);
  const found = latest(earlier, (d) => {
    const commit = d.candidate.commit;
    if (commit === current || d.faulty || own.rejected.has(commit)) return false;
    const { outcome } = verificationState(record, component, commit, needs);
    return outcome === 'passed' || outcome === 'none-needed';
  });
  return found?.candidate ?? null;
};
