import type { ReactNode } from 'react';
import { explain } from '../../contract/explain';
import type { Failure } from '../../contract/failure';
import styles from './failure-note.module.css';

interface FailureNoteProps {
  readonly failure: Failure;
  /** Buttons that do what "next" says. */
  readonly children?: ReactNode;
}

/** What happened, what is untouched, what to do next: always all three. */
export const FailureNote = ({ failure, children }: FailureNoteProps) => {
  const { title, what, untouched, next } = explain(failure);
  return (
    <div className={styles.note}>
      <strong className={styles.title}>{title}</strong>
      <p className={styles.what}>{what}</p>
      <p className={styles.untouched}>{untouched}</p>
      <p className={styles.next}>{next}</p>
      {children === undefined ? null : <div className={styles.buttons}>{children}</div>}
    </div>
  );
};
