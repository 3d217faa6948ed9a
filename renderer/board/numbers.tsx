import type { FunnelStep } from '../../contract/funnel';
import { counted, grouped } from '../../contract/words/counted';
import { edgeAt } from './band';
import type { Column, RowShape } from './layout';
import { notchOf } from './notch';
import { useShow } from './show';
import styles from './numbers.module.css';

interface ReachedProps {
  readonly component: string;
  readonly step: string;
  readonly changes: number | null;
  readonly tab: number;
}

/** How many changes got this far: a bead on the band. It opens the list it counts. */
export const Reached = ({ component, step, changes, tab }: ReachedProps) => {
  const show = useShow();
  return (
    <button
      type="button"
      className={styles.reached}
      data-unknown={changes === null || undefined}
      tabIndex={tab}
      aria-label={
        changes === null
          ? `Unknown how many changes of ${component} reached ${step}`
          : `${counted(changes, 'change')} of ${component} reached ${step}`
      }
      aria-haspopup="dialog"
      onClick={(event) => show(event.currentTarget, { about: 'reached', component, step })}
    >
      {changes === null ? '?' : grouped(changes)}
    </button>
  );
};

interface StoppedProps {
  readonly component: string;
  readonly step: FunnelStep | undefined;
  readonly most: number;
  readonly column: Column;
  readonly row: RowShape;
  readonly tab: number;
}

/** What fell out here, beside its notch. */
export const Stopped = ({ component, step, most, column, row, tab }: StoppedProps) => {
  const show = useShow();
  const many = step?.stopped.length ?? 0;
  if (!step || many === 0) return null;
  const edge = edgeAt(step.changes, most, row.lane) ?? { top: row.lane.bottom, bottom: row.lane.bottom };
  const { label } = notchOf(column, edge, many);
  return (
    <button
      type="button"
      className={styles.stopped}
      style={{ top: label.top, right: label.fromRight }}
      tabIndex={tab}
      aria-label={`${grouped(many)} of ${component} stopped at ${step.step}`}
      aria-haspopup="dialog"
      onClick={(event) => show(event.currentTarget, { about: 'stopped', component, step: step.step })}
    >
      −{grouped(many)}
    </button>
  );
};
