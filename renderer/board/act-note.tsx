import { explain } from '../../contract/explain';
import type { Failure } from '../../contract/failure';
import { HealthMark } from '../ui/health-mark';
import { useShow } from './show';
import styles from './cell.module.css';

interface ActNoteProps {
  readonly component: string;
  readonly stage: string;
  readonly failure: Failure;
  readonly tab: number;
}

/** How the last act on the cell came to nothing: beside the button that was pressed, until it is dismissed. */
export const ActNote = ({ component, stage, failure, tab }: ActNoteProps) => {
  const show = useShow();
  const { title, what } = explain(failure);
  return (
    <button
      type="button"
      className={styles.flight}
      data-tone="bad"
      tabIndex={tab}
      title={what}
      aria-haspopup="dialog"
      onClick={(event) => show(event.currentTarget, { about: 'act', component, stage })}
    >
      <HealthMark tone="bad" text="not done" />
      <span className={styles.coming}>{title}</span>
    </button>
  );
};
