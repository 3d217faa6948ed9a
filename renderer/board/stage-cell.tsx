import { memo } from 'react';
import type { FunnelStep } from '../../contract/funnel';
import type { Cell, Gap } from '../../contract/snapshot';
import type { Stage } from '../../contract/workspace';
import { isPending, failureOf, useAct } from '../acts/acts-store';
import { ActNote } from './act-note';
import { CellActs } from './cell-acts';
import { CellFrame } from './cell-frame';
import { CellHealth } from './cell-health';
import { CellMeta } from './cell-meta';
import { CellVersion } from './cell-version';
import { FlightLine } from './flight-line';
import { Gate } from './gate';
import { Reached, Stopped } from './numbers';
import { TroubleLine } from './trouble-line';
import { troublesOf } from './trouble';
import { useMinute } from './use-minute';
import type { BoardLayout } from './layout';
import styles from './cell.module.css';

interface StageCellProps {
  readonly component: string;
  readonly cell: Cell;
  readonly gap: Gap | null;
  readonly stage: Stage | undefined;
  /** The stage after this one. */
  readonly next: string | null;
  readonly step: FunnelStep | undefined;
  /** The largest count of the row's band. */
  readonly most: number;
  readonly layout: BoardLayout;
  readonly column: number;
  readonly selected: boolean;
  readonly last: boolean;
}

/** One component in one stage: what runs, whether it is well, and what may come next. */
export const StageCell = memo((props: StageCellProps) => {
  const { component, cell, gap, stage, next, step, most, layout, column, selected, last } = props;
  const act = useAct({ component, stage: cell.stage });
  const troubles = troublesOf(cell, gap, useMinute());
  const [worst] = troubles;
  const tab = selected ? 0 : -1;
  const place = layout.columns[column - 1];
  const failure = failureOf(act);
  const moving = cell.inFlight !== null && !cell.inFlight.orphaned;
  return (
    <CellFrame component={component} step={cell.stage} column={column} selected={selected} last={last}>
      <div className={styles.head}>
        <CellHealth cell={cell} />
        <span className={styles.version}>
          <CellVersion cell={cell} />
        </span>
        <CellActs component={component} cell={cell} next={next} tab={tab} worst={worst?.kind ?? null} />
      </div>
      <div className={styles.meta}>
        {failure !== null ? (
          <ActNote component={component} stage={cell.stage} failure={failure} tab={tab} />
        ) : moving && cell.inFlight ? (
          <FlightLine component={component} stage={cell.stage} flight={cell.inFlight} tab={tab} />
        ) : worst ? (
          <TroubleLine
            component={component}
            cell={cell}
            trouble={worst}
            more={troubles.length - 1}
            pending={isPending(act)}
            tab={tab}
          />
        ) : (
          <CellMeta cell={cell} />
        )}
      </div>
      <div className={styles.lane}>
        {gap && <Gate component={component} gap={gap} stage={stage} pending={isPending(act)} tab={tab} />}
        {step && <Reached component={component} step={cell.stage} changes={step.changes} tab={tab} />}
      </div>
      {place && <Stopped component={component} step={step} most={most} column={place} row={layout.row} tab={tab} />}
    </CellFrame>
  );
});
StageCell.displayName = 'StageCell';
