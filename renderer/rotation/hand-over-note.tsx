import type { Note } from '../../contract/note';
import { Age } from '../ui/age';
import { Person } from '../ui/person';
import styles from './rotation.module.css';

/** What the last one left for the next one: as it was written, nothing but text. */
export const HandOverNote = ({ note: { by, at, reason } }: { readonly note: Note }) => (
  <section className={styles.handOver} aria-label="Hand-over">
    <h3 className={styles.from}>
      Handed over by <Person of={by} full />, <Age at={at} suffix="ago" />
    </h3>
    <p className={styles.note}>{reason}</p>
  </section>
);
