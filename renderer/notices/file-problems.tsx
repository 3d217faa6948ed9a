import type { FileProblem } from '../../contract/failure';
import styles from './problems.module.css';

/** Where in the workspace file, what stands there, what belongs there. */
export const FileProblems = ({
  file,
  problems,
}: {
  readonly file: string;
  readonly problems: readonly FileProblem[];
}) => (
  <div className={styles.scroll}>
    <table className={styles.table}>
      <caption className={styles.file}>{file}</caption>
      <thead className="visually-hidden">
        <tr>
          <th>Place</th>
          <th>Key</th>
          <th>Mistake</th>
        </tr>
      </thead>
      <tbody>
        {problems.map(({ line, column, key, found, expected, nearest }) => (
          <tr key={`${line}:${column} ${key}`}>
            <td className={styles.place}>
              {line}:{column}
            </td>
            <td className={styles.place}>{key}</td>
            <td>
              found {found}, expected {expected}
              {nearest === null ? null : (
                <>
                  ; did you mean <b>{nearest}</b>?
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
