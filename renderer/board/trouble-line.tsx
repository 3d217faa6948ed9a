import type { Cell } from '../../contract/snapshot';
import { HealthMark } from '../ui/health-mark';
import { useShow } from './show';
import type { Trouble } from './trouble';
import { TroubleButton } from './trouble-button';
import styles from './trouble.module.css';

interface TroubleLineProps {
  readonly component: string;
  readonly cell: Cell;
  readonly trouble: Trouble;
  /** How many other troubles the cell has: the popover lists them. */
  readonly more: number;
  readonly pending: boolean;
  readonly tab: number;
}

/** What is wrong, in a word that opens the whole story, and the one button that resolves it. */
export const TroubleLine = ({ component, cell, trouble, more, pending, tab }: TroubleLineProps) => {
  const show = useShow();
  return (
    <span className={styles.line} data-tone={trouble.tone}>
      <button
        type="button"
        className={styles.word}
        tabIndex={tab}
        title={trouble.text}
        aria-haspopup="dialog"
        onClick={(event) => show(event.currentTarget, { about: 'trouble', component, stage: cell.stage })}
      >
        <HealthMark tone={trouble.tone === 'none' ? 'none' : trouble.tone} text="" />
        <span className={styles.text}>{trouble.word}</span>
        {more > 0 && (
          <span className={styles.more}>
            +{more}
            <span className="visually-hidden"> more</span>
          </span>
        )}
      </button>
      <TroubleButton component={component} cell={cell} kind={trouble.kind} pending={pending} tab={tab} />
    </span>
  );
};
