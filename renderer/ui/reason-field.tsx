import { useId, type Ref } from 'react';
import styles from './reason-field.module.css';

interface ReasonFieldProps {
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
  /** Why it can't be left empty, once somebody tried; null: nobody did. */
  readonly missing: string | null;
  readonly ref?: Ref<HTMLInputElement>;
}

/** One line that goes on record. */
export const ReasonField = ({ label, value, change, missing, ref }: ReasonFieldProps) => {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        ref={ref}
        id={id}
        value={value}
        maxLength={2000}
        aria-invalid={missing !== null}
        aria-describedby={missing === null ? undefined : `${id}-missing`}
        onChange={(event) => change(event.currentTarget.value)}
      />
      {missing === null ? null : (
        <p id={`${id}-missing`} role="alert" className={styles.missing}>
          {missing}
        </p>
      )}
    </div>
  );
};
