import styles from './key.module.css';

/** A key as it stands on the keyboard; several are pressed together. */
export const Key = ({ keys }: { readonly keys: string | readonly string[] }) => (
  <span className={styles.keys}>
    {(typeof keys === 'string' ? [keys] : keys).map((key) => (
      <kbd key={key} className={styles.key}>
        {key}
      </kbd>
    ))}
  </span>
);
