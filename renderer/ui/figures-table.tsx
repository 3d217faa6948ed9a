import type { ReactNode } from 'react';
import styles from './figures-table.module.css';

interface FiguresTableProps {
  readonly caption: string;
  /** The first column is words; those after it are numbers unless `words` says otherwise. */
  readonly heads: readonly string[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
  /** Columns of words, by their place. */
  readonly words?: readonly number[];
}

export const FiguresTable = ({ caption, heads, rows, words = [0] }: FiguresTableProps) => (
  <table className={styles.table}>
    <caption className="visually-hidden">{caption}</caption>
    <thead>
      <tr>
        {heads.map((head, i) => (
          <th key={head} scope="col" data-words={words.includes(i) || undefined}>
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map(({ key, cells }) => (
        <tr key={key}>
          {cells.map((cell, i) =>
            i === 0 ? (
              <th key={heads[i]} scope="row" data-words>
                {cell}
              </th>
            ) : (
              <td key={heads[i]} data-words={words.includes(i) || undefined}>
                {cell}
              </td>
            ),
          )}
        </tr>
      ))}
    </tbody>
  </table>
);
