import { useId } from 'react';
import type { Cell } from '../../contract/snapshot';
import { useActs } from '../acts/use-acts';
import { useGo } from '../location';
import { rollbackText } from './gate-words';
import { backIcon, compareIcon } from './icons';
import { useShow } from './show';
import type { TroubleKind } from './trouble';
import styles from './cell-acts.module.css';

/** Troubles whose one button is Roll back: it stands in the trouble's line instead of here. */
const mendedByRollback: readonly (TroubleKind | null)[] = ['faulty', 'unhealthy', 'failed'];
export const isMendedByRollback = (cell: Cell, kind: TroubleKind | null): boolean =>
  cell.rollback !== null && mendedByRollback.includes(kind);

interface RollBackProps {
  readonly component: string;
  readonly cell: Cell;
  readonly tab: number;
  readonly className?: string | undefined;
  readonly children: React.ReactNode;
}

/** One click rolls back; what that undoes is its description, and why it can't be done opens beside it. */
export const RollBack = ({ component, cell, tab, className, children }: RollBackProps) => {
  const acts = useActs();
  const show = useShow();
  const id = useId();
  if (!cell.rollback) return null;
  const text = rollbackText(component, cell, cell.rollback);
  const may = cell.rollback.objections.length === 0;
  return (
    <>
      <button
        type="button"
        className={className}
        data-act="rollback"
        aria-label={`Roll back ${component} in ${cell.stage}`}
        aria-describedby={id}
        aria-disabled={!may}
        aria-haspopup={may ? undefined : 'dialog'}
        title={text}
        tabIndex={tab}
        onClick={(event) => {
          if (may) void acts.rollback({ component, stage: cell.stage });
          else show(event.currentTarget, { about: 'rollback', component, stage: cell.stage });
        }}
      >
        {children}
      </button>
      <span id={id} className="visually-hidden">
        {text}
      </span>
    </>
  );
};

interface CellActsProps {
  readonly component: string;
  readonly cell: Cell;
  readonly next: string | null;
  readonly worst: TroubleKind | null;
  readonly tab: number;
}

export const CellActs = ({ component, cell, next, worst, tab }: CellActsProps) => {
  const go = useGo();
  return (
    <span className={styles.acts}>
      {isMendedByRollback(cell, worst) ? null : (
        <RollBack component={component} cell={cell} tab={tab} className={styles.act}>
          {backIcon}
        </RollBack>
      )}
      {next !== null && cell.running !== null && (
        <button
          type="button"
          className={styles.act}
          data-act="compare"
          aria-label={`Compare ${component} in ${cell.stage} with ${next}`}
          title={`Compare with ${next}`}
          tabIndex={tab}
          onClick={() => go.compare(next, cell.stage, component)}
        >
          {compareIcon}
        </button>
      )}
    </span>
  );
};
