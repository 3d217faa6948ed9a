import { IconShieldCheck, IconShieldQuestion, IconShieldX, IconLoader2 } from '@tabler/icons-react';
import type { Cell, Recorded, VerificationState } from '../../contract/snapshot';
import { Age } from '../ui/age';
import { useTicking } from '../ui/clock';
import { Person } from '../ui/person';
import styles from './cell.module.css';

const marks: Record<VerificationState['outcome'], { icon: typeof IconShieldCheck; text: string } | null> = {
  passed: { icon: IconShieldCheck, text: 'verified' },
  failed: { icon: IconShieldX, text: 'verification failed' },
  running: { icon: IconLoader2, text: 'verifying' },
  void: { icon: IconShieldQuestion, text: 'verification void' },
  missing: { icon: IconShieldQuestion, text: 'not verified' },
  'none-needed': null,
};

const Verified = ({ verification }: { readonly verification: VerificationState }) => {
  const mark = marks[verification.outcome];
  if (mark === null) return null;
  const whole = verification.scope === 'environment' ? ', the whole set' : '';
  return (
    <span className={styles.verified} data-outcome={verification.outcome} title={mark.text + whole}>
      <mark.icon size={13} stroke={2} aria-hidden />
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
    </span>
  );
};
