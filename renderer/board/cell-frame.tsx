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
    aria-label={cellName(component, step)}
    aria-colindex={column + 1}
    aria-selected={selected}
    tabIndex={selected ? 0 : -1}
    data-step={step}
    data-last={last || undefined}
    className={styles.cell}
    style={{ gridColumn: `c${column}` }}
  >
    {children}
  </div>
);
