import styles from './said.module.css';

/** What came of what somebody did here; null: nothing yet. It stands there before it says something, so that it is read out. */
export const Said = ({ children }: { readonly children: string | null }) => (
  <p role="status" className={styles.said}>
    {children}
  </p>
);
