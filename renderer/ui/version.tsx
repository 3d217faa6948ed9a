import { nameOf, shortCommit } from '../../contract/commit';
import styles from './version.module.css';

interface Named {
  readonly commit: string;
  readonly version: string | null;
}

/** What stands for a candidate: its version, else its short commit; the full commit is the title. */
export const Version = ({ of, strong = false }: { readonly of: Named | null; readonly strong?: boolean }) => (
  <span className={strong ? styles.strong : styles.mono} title={of?.commit}>
    {of === null ? '—' : nameOf(of)}
  </span>
);

export const ShortCommit = ({ commit }: { readonly commit: string }) => (
  <span className={styles.mono} title={commit}>
    {shortCommit(commit)}
  </span>
);
