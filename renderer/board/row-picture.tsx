import { memo, useMemo } from 'react';
import type { FunnelStep } from '../../contract/funnel';
import { bandShape } from './band';
import { streamLines, tributaryPath, trunkPath } from './join';
import type { BoardLayout } from './layout';
import { notchOf } from './notch';
import styles from './row-picture.module.css';

interface RowPictureProps {
  readonly funnel: readonly FunnelStep[];
  readonly layout: BoardLayout;
  /** What the rows above have brought into the trunk, px, and what this one adds; null: it can't be told. */
  readonly before: number;
  readonly own: number | null;
  /** Where the streams of the rows above end, px from the trunk's right; null: too many to tell apart. */
  readonly streams: readonly number[] | null;
}

type Trunk = Omit<RowPictureProps, 'funnel'> & { readonly edge: ReturnType<typeof bandShape>['edges'][number] };

/** The part of the trunk beside a row: what comes from above, and what flows in here. */
const TrunkHere = ({ layout, before, own, streams, edge }: Trunk) => {
  const { trunk, row } = layout;
  if (!trunk) return null;
  const above = (streams ?? []).filter((offset) => offset < before - 0.01);
  return (
    <>
      <path className={styles.trunk} d={trunkPath(trunk, before, row.height)} />
      {edge && (
        <path
          className={own === null ? styles.dashed : styles.tributary}
          d={tributaryPath(trunk, { before, own }, edge, row.height)}
        />
      )}
      {own !== null && own > 0 && before > 0 && streams !== null && (
        <path className={styles.streams} d={streamLines(trunk, [...above, before], row.height)} />
      )}
    </>
  );
};

/** A row's funnel, drawn behind its cells. Its numbers stand in the cells, so it says nothing to those who hear the page. */
export const RowPicture = memo(({ funnel, layout, before, own, streams }: RowPictureProps) => {
  const { row, trunk, width, columns } = layout;
  const shape = useMemo(() => {
    const counts = columns.map(({ step }) => funnel.find((each) => each.step === step)?.changes ?? null);
    return bandShape(counts, columns, row.lane, width);
  }, [funnel, columns, row, width]);
  const lastAlone = trunk ? columns.findIndex((column) => column.x >= trunk.right) - 1 : -1;
  const middle = (row.lane.top + row.lane.bottom) / 2;
  return (
    // The key makes new paths for a new size: a band slides when its numbers change, not when the window does.
    <svg key={`${width} ${row.height}`} className={styles.picture} width={width} height={row.height} aria-hidden>
      <path className={styles.mouth} d={`M0 ${row.lane.top}H${width}V${row.lane.bottom}H0Z`} />
      {shape.unknown.map(({ from, to }) => (
        <path key={from} className={styles.unknown} d={`M${from} ${middle}H${to}`} />
      ))}
      {shape.paths.map((path, i) => (
        // oxlint-disable-next-line react/no-array-index-key -- the nth run of a row is the same band before and after
        <path key={i} className={styles.band} d={path} fill="url(#board-band)" stroke="url(#board-edge)" />
      ))}
      <TrunkHere layout={layout} before={before} own={own} streams={streams} edge={shape.edges[lastAlone] ?? null} />
      {columns.map((column, i) => {
        const stopped = funnel.find((step) => step.step === column.step)?.stopped.length ?? 0;
        const edge = shape.edges[i];
        if (stopped === 0 || !edge) return null;
        const { cut, piece } = notchOf(column, edge, stopped);
        return (
          <g key={column.step}>
            <path className={styles.cut} d={cut} />
            <path className={styles.piece} d={piece} />
          </g>
        );
      })}
    </svg>
  );
});
RowPicture.displayName = 'RowPicture';
