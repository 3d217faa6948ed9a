import { memo, useMemo } from 'react';
import type { SystemStep } from '../../contract/funnel';
import { bandShape } from './band';
import { mouthPath } from './join';
import { systemRow, type BoardLayout } from './layout';
import styles from './system-picture.module.css';

const lane = { top: systemRow.laneTop, bottom: systemRow.laneBottom };

/** The trunk comes down from the rows above, turns, and is the system's band. Before that nothing flows together, so nothing is drawn. */
export const SystemPicture = memo(
  ({ steps, layout }: { readonly steps: readonly SystemStep[]; readonly layout: BoardLayout }) => {
    const { trunk, width } = layout;
    const start = trunk ? trunk.right : 0;
    const shape = useMemo(() => {
      const columns = layout.columns.filter((column) => column.x >= start).map((c) => ({ ...c, x: c.x - start }));
      const counts = columns.map(({ step }) => steps.find((each) => each.step === step)?.changes ?? null);
      return bandShape(counts, columns, lane, width - start);
    }, [steps, layout, start, width]);
    const [edge] = shape.edges;
    const middle = (lane.top + lane.bottom) / 2;
    return (
      <svg key={width} className={styles.picture} width={width} height={systemRow.height} aria-hidden>
        {trunk && edge && <path className={styles.mouth} d={mouthPath(trunk, edge, start + 0.5)} />}
        <g transform={`translate(${start} 0)`}>
          {shape.unknown.map(({ from, to }) => (
            <path key={from} className={styles.unknown} d={`M${from} ${middle}H${to}`} />
          ))}
          {shape.paths.map((path, i) => (
            // oxlint-disable-next-line react/no-array-index-key -- the nth run is the same band before and after
            <path key={i} className={trunk ? styles.band : styles.alone} d={path} />
          ))}
        </g>
      </svg>
    );
  },
);
SystemPicture.displayName = 'SystemPicture';
