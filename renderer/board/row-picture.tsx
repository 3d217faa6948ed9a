import { memo, useMemo } from 'react';
import type { FunnelStep } from '../../contract/funnel';
import { bandShape, notchPath } from './band';
import { tributaryPath, trunkPath, type Tributary } from './join';
import { row, type BoardLayout } from './layout';
import styles from './row-picture.module.css';

interface RowPictureProps {
  readonly funnel: readonly FunnelStep[];
  readonly layout: BoardLayout;
  /** What the row adds to the trunk beside it; null where nothing joins. */
  readonly before: number;
  readonly own: number | null;
}

const lane = { top: row.laneTop, bottom: row.laneBottom };

const Join = ({
  layout,
  flow,
  edge,
}: {
  layout: BoardLayout;
  flow: Tributary;
  edge: Parameters<typeof tributaryPath>[2];
}) =>
  layout.trunk && (
    <path
      className={flow.own === null ? styles.dashed : styles.trunk}
      d={tributaryPath(layout.trunk, flow, edge, row.height)}
    />
  );

/** A row's funnel, drawn behind its cells. Its numbers stand in the cells, so it says nothing to those who hear the page. */
export const RowPicture = memo(({ funnel, layout, before, own }: RowPictureProps) => {
  const shape = useMemo(() => {
    const counts = layout.columns.map(({ step }) => funnel.find((each) => each.step === step)?.changes ?? null);
    return bandShape(counts, layout.columns, lane, layout.width);
  }, [funnel, layout]);
  const { trunk } = layout;
  const lastAlone = trunk ? layout.columns.findIndex((column) => column.x >= trunk.right) - 1 : -1;
  const edge = shape.edges[lastAlone];
  const middle = (lane.top + lane.bottom) / 2;
  return (
    // The key makes new paths for a new width: a band slides when its numbers change, not when the window does.
    <svg key={layout.width} className={styles.picture} width={layout.width} height={row.height} aria-hidden>
      <rect className={styles.mouth} x={0} y={lane.top} width={layout.width} height={lane.bottom - lane.top} />
      {shape.unknown.map(({ from, to }) => (
        <path key={from} className={styles.unknown} d={`M${from} ${middle}H${to}`} />
      ))}
      {shape.paths.map((path, i) => (
        // oxlint-disable-next-line react/no-array-index-key -- the nth run of a row is the same band before and after
        <path key={i} className={styles.band} d={path} fill="url(#board-band)" stroke="url(#board-edge)" />
      ))}
      {trunk && <path className={styles.trunk} d={trunkPath(trunk, before, row.height)} />}
      {trunk && edge && <Join layout={layout} flow={{ before, own }} edge={edge} />}
      {layout.columns.map((column, i) => {
        const stopped = funnel.find((step) => step.step === column.step)?.stopped.length ?? 0;
        const at = shape.edges[i];
        return stopped > 0 && at ? (
          <path key={column.step} className={styles.notch} d={notchPath(column, at, stopped)} />
        ) : null;
      })}
    </svg>
  );
});
RowPicture.displayName = 'RowPicture';
