import styles from './trust-panel.module.css';

/** What a workspace may do: what was not agreed to before first, what it no longer asks for last. */
export const TrustActs = ({
  acts,
  agreed,
}: {
  readonly acts: readonly string[];
  readonly agreed: readonly string[] | null;
}) => {
  const known = new Set(agreed ?? acts);
  const gone = (agreed ?? []).filter((act) => !acts.includes(act));
  return (
    <ul id="trust-acts" className={styles.acts} tabIndex={0} aria-label="What it may do">
      {acts
        .filter((act) => !known.has(act))
        .map((act) => (
          <li key={act} className={styles.new}>
            <span className={styles.mark}>new</span> {act}
          </li>
        ))}
      {acts
        .filter((act) => known.has(act))
        .map((act) => (
          <li key={act}>{act}</li>
        ))}
      {gone.map((act) => (
        <li key={act} className={styles.gone}>
          <span className={styles.mark}>no longer</span> {act}
        </li>
      ))}
    </ul>
  );
};
