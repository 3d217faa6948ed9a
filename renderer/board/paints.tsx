import { headStart, mouthEnd } from './join';
import type { BoardLayout } from './layout';
import styles from './paints.module.css';

/** The gradients that all bands share: faint at the mouth, full at production, and the system's colour from the join on. */
export const Paints = ({ layout }: { readonly layout: BoardLayout }) => {
  const { width, trunk } = layout;
  const span = { gradientUnits: 'userSpaceOnUse', x1: 0, x2: width, y1: 0, y2: 0 } as const;
  const join = trunk ? { from: (trunk.left - 60) / width, to: trunk.right / width } : { from: 1, to: 1 };
  return (
    <svg className={styles.paints} width="0" height="0" aria-hidden>
      <defs>
        <linearGradient id="board-band" {...span}>
          <stop className={styles.mouth} offset="0" />
          <stop className={styles.alone} offset={join.from} />
          {trunk && <stop className={styles.together} offset={join.to} />}
          {trunk && <stop className={styles.end} offset="1" />}
        </linearGradient>
        <linearGradient id="board-edge" {...span}>
          <stop className={styles.edgeMouth} offset="0" />
          <stop className={styles.edge} offset={join.from} />
          {trunk && <stop className={styles.edgeTogether} offset={join.to} />}
        </linearGradient>
        {trunk && (
          <linearGradient {...span} id="board-tributary" x1={trunk.left - headStart} x2={trunk.left + 24}>
            <stop className={styles.leaving} offset="0" />
            <stop className={styles.joined} offset="1" />
          </linearGradient>
        )}
        {trunk && (
          <linearGradient {...span} id="board-streams" x1={trunk.right} x2={trunk.right + 170}>
            <stop className={styles.stream} offset="0" />
            <stop className={styles.faded} offset="1" />
          </linearGradient>
        )}
        {trunk && (
          <linearGradient {...span} id="board-open" x1={trunk.left} x2={mouthEnd(trunk)}>
            <stop className={styles.joined} offset="0.4" />
            <stop className={styles.leaving} offset="1" />
          </linearGradient>
        )}
        <linearGradient id="board-above" x1="0" x2="0" y1="0" y2="1">
          <stop className={styles.leaving} offset="0" />
          <stop className={styles.joined} offset="0.6" />
        </linearGradient>
        <linearGradient id="board-system" {...span} x2={width - (trunk ? mouthEnd(trunk) : 0)}>
          <stop className={styles.systemStart} offset="0" />
          <stop className={styles.systemEnd} offset="1" />
        </linearGradient>
      </defs>
    </svg>
  );
};
