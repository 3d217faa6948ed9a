import { memo } from 'react';
import type { FunnelStep } from '../../contract/funnel';
import type { Point } from '../../contract/snapshot';
import { counted } from '../../contract/words/counted';
import { Age } from '../ui/age';
import { Version } from '../ui/version';
import { CellFrame } from './cell-frame';
import { Reached, Stopped } from './numbers';
import type { BoardLayout } from './layout';
import styles from './cell.module.css';

interface SourceCellProps {
  readonly component: string;
  readonly step: 'mainline' | 'checked';
  readonly point: Point | null;
  readonly reached: FunnelStep | undefined;
  readonly most: number;
  readonly layout: BoardLayout;
  readonly column: number;
  readonly selected: boolean;
}

/** What flows in: the newest commit of mainline, and the newest whose checks passed. */
export const SourceCell = memo((props: SourceCellProps) => {
  const { component, step, point, reached, most, layout, column, selected } = props;
  const tab = selected ? 0 : -1;
  const place = layout.columns[column - 1];
  const failed = reached?.stopped.length ?? 0;
  return (
    <CellFrame component={component} step={step} column={column} selected={selected} last={false}>
      <div className={styles.head}>
        {/* Where nothing is known the row says why, across these two cells. */}
        <span className={reached ? styles.version : 'visually-hidden'}>
          <Version of={point} strong />
        </span>
      </div>
      <div className={styles.meta}>
        <span className={styles.quiet}>
          {point?.at ? <Age at={point.at} /> : null}
          {step === 'checked' && reached && point
            ? ` · ${failed === 0 ? 'none stopped' : `${counted(failed, 'candidate')} stopped`}`
            : ''}
        </span>
      </div>
      <div className={styles.lane}>
        {reached && <Reached component={component} step={step} changes={reached.changes} tab={tab} />}
      </div>
      {place && <Stopped component={component} step={reached} most={most} column={place} row={layout.row} tab={tab} />}
    </CellFrame>
  );
});
SourceCell.displayName = 'SourceCell';
