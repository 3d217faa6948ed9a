import type { ReactNode } from 'react';
import styles from './cell.module.css';

interface CellFrameProps {
  readonly component: string;
  readonly step: string;
  /** From 1: where it stands on the grid's tracks. */
  readonly column: number;
  readonly selected: boolean;
  /** Production: emphasised. */
  readonly last: boolean;
  readonly children: ReactNode;
}

export const cellName = (component: string, step: string): string => `${component} in ${step}`;

export const CellFrame = ({ component, step, column, selected, last, children }: CellFrameProps) => (
  <div
    role="gridcell"
    aria-colindex={column + 1}
    aria-selected={selected}
    tabIndex={selected ? 0 : -1}
    data-step={step}
    data-last={last || undefined}
    className={styles.cell}
    style={{ gridColumn: `c${column}` }}
  >
    {/*
      The cell is named by this text alone: a group gives no part of the name of what it stands in. A label on the cell itself would
      have to repeat everything the cell shows (WCAG 2.5.3).
    */}
    <span className="visually-hidden">{cellName(component, step)}</span>
    <div role="group" className={styles.inside}>
      {children}
    </div>
  </div>
);
