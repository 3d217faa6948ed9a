import { explain } from '../../contract/explain';
import type { Failure } from '../../contract/failure';
import { OpenWorkspace } from './open-workspace';
import { useSnapshot } from '../store';
import { Age } from '../ui/age';
import { HealthMark } from '../ui/health-mark';
import { FileProblems } from './file-problems';
import styles from './problems.module.css';

/** Offline is a state, not an alarm: what was read before stays, with its age. */
const isAlarm = (failure: Failure): boolean => failure.kind !== 'ledger-unreachable';

/** No board can come of this file; another may be the right one. */
const isOfFile = ({ kind }: Failure): boolean => kind === 'workspace-missing' || kind === 'workspace-unreadable';

const Problem = ({ failure, readAt }: { readonly failure: Failure; readonly readAt: string | null }) => {
  const { title, what, untouched, next } = explain(failure);
  const alarm = isAlarm(failure);
  return (
    <div className={styles.problem} role={alarm ? 'alert' : 'status'} data-alarm={alarm}>
      <HealthMark tone={alarm ? 'bad' : 'warn'} text="" />
      <div className={styles.words}>
        <p>
          <strong>{title}.</strong>{' '}
          {failure.kind === 'ledger-unreachable' ? (
            <>
              You see what was read <Age at={readAt} suffix="ago" />.{' '}
            </>
          ) : null}
          {failure.kind === 'workspace-invalid' ? 'The last good board stays until it reads again. ' : null}
          <span className={styles.next}>{next}</span>
        </p>
        {failure.kind === 'workspace-invalid' ? (
          <FileProblems file={failure.file} problems={failure.problems} />
        ) : (
          <>
            {isOfFile(failure) ? <OpenWorkspace /> : null}
            <details className={styles.details}>
              <summary>What happened</summary>
              <p className={styles.what}>{what}</p>
              <p>{untouched}</p>
            </details>
          </>
        )}
      </div>
    </div>
  );
};

/** What concerns the whole workspace, above whatever screen one is on. */
export const Problems = () => {
  const problems = useSnapshot((snapshot) => snapshot.problems);
  const readAt = useSnapshot((snapshot) => snapshot.ledger.readAt);
  if (problems.length === 0) return null;
  return (
    <div className={styles.problems}>
      {problems.map((failure) => (
        <Problem key={JSON.stringify(failure)} failure={failure} readAt={readAt} />
      ))}
    </div>
  );
};
