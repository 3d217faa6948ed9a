import { memo, useMemo } from 'react';
import type { SystemStep } from '../../contract/funnel';
import { bandShape, type Edge } from './band';
import { mouthEnd, mouthLines, mouthPath, mouthSpan, trunkWidth } from './join';
import type { BoardLayout } from './layout';
import styles from './system-picture.module.css';

interface SystemPictureProps {
  readonly steps: readonly SystemStep[];
  readonly layout: BoardLayout;
  readonly streams: readonly number[] | null;
}

/** How far above the row its trunk fades in while more rows lie below the last that is seen, px. */
const fade = 26;

/** The trunk comes down from the rows above, turns, and is the system's band. Before that nothing flows together, so nothing is drawn. */
export const SystemPicture = memo(({ steps, layout, streams }: SystemPictureProps) => {
  const { trunk, width, system } = layout;
  const start = trunk ? mouthEnd(trunk) : 0;
  const shape = useMemo(() => {
    const columns = layout.columns
      .filter((column) => column.x >= (trunk?.right ?? 0))
      .map((column) => ({ ...column, x: column.x - start }));
    const counts = columns.map(({ step }) => steps.find((each) => each.step === step)?.changes ?? null);
    return bandShape(counts, columns, system.lane, width - start);
  }, [steps, layout, trunk, start, width, system]);
  const [edge] = shape.edges;
  const middle = (system.lane.top + system.lane.bottom) / 2;
  // Where the sum can't be told the trunk arrives as wide as it is and goes on dashed.
  const half = trunk ? trunkWidth(trunk) / 2 : 0;
  const arrival: Edge = edge ?? { top: middle - half, bottom: middle + half };
  return (
    <svg key={`${width} ${system.height}`} className={styles.picture} width={width} height={system.height} aria-hidden>
      <g transform={`translate(${start} 0)`}>
        {shape.unknown.map(({ from, to }) => (
          <path key={from} className={styles.unknown} d={`M${from} ${middle}H${to}`} />
        ))}
        {shape.paths.map((path, i) => (
          // oxlint-disable-next-line react/no-array-index-key -- the nth run is the same band before and after
          <path key={i} className={trunk ? styles.band : styles.alone} d={path} />
        ))}
      </g>
      {trunk && <path className={edge ? styles.mouth : styles.open} d={mouthPath(trunk, arrival)} />}
      {trunk && (
        <rect
          className={styles.above}
          x={mouthSpan(trunk).left}
          y={-fade}
          width={trunkWidth(trunk)}
          height={fade}
          fill="url(#board-above)"
        />
      )}
      {trunk && edge && streams && (
        <path className={styles.streams} d={mouthLines(trunk, edge, streams, trunk.right + 170)} />
      )}
    </svg>
  );
});
SystemPicture.displayName = 'SystemPicture';
