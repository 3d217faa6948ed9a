import { IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Act, CellName } from '../acts/acts-store';
import { useActs } from '../acts/use-acts';
import { HealthMark } from '../ui/health-mark';
import styles from './notices.module.css';
import { tellingOf } from './telling';

const goodNewsStaysMs = 9000;

/** What came of an act. Good news goes by itself, unless somebody is looking at it. */
export const ActNotice = ({ cell, act }: { readonly cell: CellName; readonly act: Act }) => {
  const acts = useActs();
  const [looking, setLooking] = useState(false);
  const telling = tellingOf(cell, act);
  const passing = telling === null || (telling.role === 'status' && !looking);
  const { component, stage } = cell;
  // An effect: time passes outside of React.
  useEffect(() => {
    if (!passing) return undefined;
    const timer = setTimeout(() => acts.dismiss({ component, stage }), goodNewsStaysMs);
    return () => clearTimeout(timer);
  }, [passing, acts, component, stage]);
  if (telling === null) return null;
  const { role, tone, title, what, next } = telling;
  return (
    <div
      className={styles.notice}
      role={role}
      onPointerEnter={() => setLooking(true)}
      onPointerLeave={() => setLooking(false)}
      onFocus={() => setLooking(true)}
      onBlur={() => setLooking(false)}
    >
      <div className={styles.head}>
        <p className={styles.row}>
          <HealthMark tone={tone} text="" />
          <span className={styles.title}>{title}</span>
        </p>
        <button type="button" className={styles.close} aria-label="Dismiss" onClick={() => acts.dismiss(cell)}>
          <IconX size={14} aria-hidden />
        </button>
      </div>
      <p className={styles.what}>{what}</p>
      <p className={styles.next}>{next}</p>
    </div>
  );
};
