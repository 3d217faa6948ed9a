import type { Iso } from '../../contract/commit';
import type { Cell, Recorded, VerificationState } from '../../contract/snapshot';
import { Age } from '../ui/age';
import { timeText } from '../ui/ages';
import { useTicking } from '../ui/clock';
import { Person } from '../ui/person';
import { failedIcon, runningIcon, unsureIcon, verifiedIcon, watchedIcon } from './icons';
import styles from './cell.module.css';

const marks: Record<VerificationState['outcome'], { readonly icon: React.JSX.Element; readonly text: string } | null> =
  {
    passed: { icon: verifiedIcon, text: 'verified' },
    failed: { icon: failedIcon, text: 'verification failed' },
    running: { icon: runningIcon, text: 'verifying' },
    void: { icon: unsureIcon, text: 'verification void' },
    missing: { icon: unsureIcon, text: 'not verified' },
    unknown: { icon: unsureIcon, text: 'verified or not: unknown' },
    'none-needed': null,
  };

const Verified = ({ verification }: { readonly verification: VerificationState }) => {
  const mark = marks[verification.outcome];
  if (mark === null) return null;
  const whole = verification.scope === 'environment' ? ', the whole set' : '';
  return (
    <span className={styles.verified} data-outcome={verification.outcome} title={mark.text + whole}>
      {mark.icon}
      <span className={styles.word}>{mark.text}</span>
    </span>
  );
};

const Who = ({ recorded }: { readonly recorded: Recorded }) => {
  if (recorded.cause === 'auto') return <>auto</>;
  return (
    <>
      <Person of={recorded.by} />
      {recorded.cause === 'rollback' ? ' ↩' : ''}
    </>
  );
};

/** Right after a deployment it is looked at every second. */
const Watched = ({ until }: { readonly until: Iso }) => {
  const text = `watched closely until ${timeText(until)}`;
  return (
    <span className={styles.watched} title={text}>
      {watchedIcon}
      <span className="visually-hidden">{text}</span>
    </span>
  );
};

/** A reading older than this is said to be old: the version beside it is what ran then. */
const staleMs = 5 * 60_000;

export const CellMeta = ({ cell }: { readonly cell: Cell }) => {
  const { recorded, verification, observedAt } = cell;
  const stale = useTicking((now) => observedAt !== null && now - Date.parse(observedAt) > staleMs);
  if (cell.running === null)
    return <span className={styles.quiet}>{cell.observedAt ? 'nothing runs yet' : 'not read yet'}</span>;
  return (
    <span className={styles.quiet}>
      {stale ? (
        <span className={styles.stale}>
          seen <Age at={observedAt} suffix="ago" />
        </span>
      ) : (
        recorded && (
          <>
            <Age at={recorded.since} /> · <Who recorded={recorded} />
          </>
        )
      )}
      <Verified verification={verification} />
      {cell.watchedUntil !== null && <Watched until={cell.watchedUntil} />}
    </span>
  );
};
