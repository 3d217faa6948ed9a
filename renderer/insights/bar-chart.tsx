import styles from './insights.module.css';

export interface Bar {
  readonly label: string;
  /** The whole bar. */
  readonly many: number;
  /** The part of it that failed, drawn hatched from the foot. */
  readonly failed: number;
  /** A sentence: what a pointer and a screen reader get. */
  readonly text: string;
}

interface BarChartProps {
  readonly name: string;
  readonly bars: readonly Bar[];
}

// Of the picture, which is scaled to its place as a whole.
const width = 640;
const height = 190;
const foot = 20;
const left = 34;
const widest = 46;
/** What a label such as `24 Aug` needs. */
const labelWidth = 44;

/** The next round number above: 1, 2, 5, 10, 20, 50… */
export const roundAbove = (n: number): number => {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, n)));
  return [1, 2, 5, 10].map((times) => times * power).find((round) => round >= n) ?? n;
};

/** Bars from one foot, each with the part that failed; a table beside it says the same. */
export const BarChart = ({ name, bars }: BarChartProps) => {
  const top = roundAbove(Math.max(1, ...bars.map((bar) => bar.many)));
  const scale = (n: number): number => (n / top) * (height - 10);
  const step = (width - left) / Math.max(1, bars.length);
  const thick = Math.min(widest, step - 6);
  const labelEvery = Math.ceil(labelWidth / step);
  return (
    <svg className={styles.chart} viewBox={`0 0 ${width} ${height + foot}`} role="img" aria-label={name}>
      <defs>
        <pattern id="failed" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="5" height="5" className={styles.failedGround} />
          <line x1="0" y1="0" x2="0" y2="5" className={styles.failedLine} />
        </pattern>
      </defs>
      {[0, top / 2, top].map((n) => (
        <g key={n}>
          <line className={styles.grid} x1={left - 4} x2={width} y1={height - scale(n)} y2={height - scale(n)} />
          <text className={styles.tick} x={left - 8} y={height - scale(n) + 3} textAnchor="end">
            {Number.isInteger(n) ? n : ''}
          </text>
        </g>
      ))}
      {bars.map((bar, i) => {
        const x = left + i * step + (step - thick) / 2;
        return (
          <g key={bar.label}>
            <title>{bar.text}</title>
            <rect x={left + i * step} y={0} width={step} height={height} className={styles.reach} />
            <rect x={x} y={height - scale(bar.many)} width={thick} height={scale(bar.many)} className={styles.bar} />
            <rect x={x} y={height - scale(bar.failed)} width={thick} height={scale(bar.failed)} fill="url(#failed)" />
            {(bars.length - 1 - i) % labelEvery === 0 ? (
              <text className={styles.tick} x={x + thick / 2} y={height + 15} textAnchor="middle">
                {bar.label}
              </text>
            ) : null}
          </g>
        );
      })}
    </svg>
  );
};
