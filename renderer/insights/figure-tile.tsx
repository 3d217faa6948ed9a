import type { Figure } from '../../contract/insights';
import { doraWords, valueText, type DoraName } from '../../contract/words/insights';
import { counted } from '../../contract/words/counted';
import styles from './insights.module.css';

interface FigureTileProps {
  readonly name: DoraName;
  readonly figure: Figure;
  /** Of the span before. */
  readonly before: Figure;
  /** What else has to be said beside the number. */
  readonly note?: string | null;
}

/** One of DORA's five: the number, what it was counted from, what it was before, and one click away what it means. */
export const FigureTile = ({ name, figure, before, note = null }: FigureTileProps) => {
  const words = doraWords[name];
  const known = figure.value !== null && before.value !== null && before.of > 0 && figure.value !== before.value;
  const better = known && figure.value < before.value === (words.better === 'less');
  return (
    <section className={styles.tile} aria-label={words.name}>
      <h3 className={styles.tileName}>{words.name}</h3>
      <p className={styles.value}>{valueText(figure, words.unit)}</p>
      <p className={styles.of}>
        {figure.of === 0 ? 'nothing to count' : `of ${counted(figure.of, ...words.of)}`}
        {note === null ? '' : `, ${note}`}
      </p>
      <p className={styles.before} data-better={known ? better : undefined}>
        {before.of === 0
          ? 'nothing to count before'
          : `${valueText(before, words.unit)} before${known ? `, ${better ? 'better now' : 'worse now'}` : ''}`}
      </p>
      <details className={styles.meaning}>
        <summary>What it counts</summary>
        <p>{words.definition}</p>
        <p>{words.reading}</p>
      </details>
    </section>
  );
};
