import { useTicking } from '../ui/clock';
import styles from './cell.module.css';

const round = 2 * Math.PI * 5;

/** How much of the time for Undo is left, as a ring and in seconds. */
export const CountdownRing = ({ since, totalMs }: { readonly since: string; readonly totalMs: number }) => {
  const left = useTicking((now) => Math.max(0, Math.ceil((Date.parse(since) + totalMs - now) / 1000)));
  const part = totalMs > 0 ? Math.min(1, (left * 1000) / totalMs) : 0;
  return (
    <span className={styles.ring}>
      <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden>
        <circle cx="7" cy="7" r="5" className={styles.ringTrack} />
        <circle
          cx="7"
          cy="7"
          r="5"
          className={styles.ringLeft}
          strokeDasharray={`${(part * round).toFixed(2)} ${round.toFixed(2)}`}
          transform="rotate(-90 7 7)"
        />
      </svg>
      {left > 99 ? `${Math.ceil(left / 60)} min` : `${left} s`}
    </span>
  );
};
