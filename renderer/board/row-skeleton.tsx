import { explain } from '../../contract/explain';
import type { ComponentView } from '../../contract/snapshot';
import { trunkPath } from './join';
import type { BoardLayout } from './layout';
import styles from './row-skeleton.module.css';

interface RowSkeletonProps {
  readonly component: ComponentView;
  readonly layout: BoardLayout;
  readonly before: number;
}

/** A row without a mirror: where its band will be, and why it is not there yet. The other rows work. */
export const RowSkeleton = ({ component, layout, before }: RowSkeletonProps) => {
  const { state, problem } = component.mirror;
  const { row } = layout;
  return (
    <>
      <svg className={styles.picture} width={layout.width} height={row.height} aria-hidden>
        <rect
          className={styles.band}
          data-state={state}
          x={0}
          y={row.lane.top}
          width={layout.width}
          height={row.lane.bottom - row.lane.top}
          rx={3}
        />
        {layout.trunk && <path className={styles.trunk} d={trunkPath(layout.trunk, before, row.height)} />}
      </svg>
      <span className={styles.note} data-state={state} style={{ width: (layout.columns[2]?.x ?? layout.width) - 20 }}>
        {problem ? explain(problem).what : 'cloning the repository for the first time…'}
      </span>
    </>
  );
};
