import { useState, type FormEvent } from 'react';
import { Button } from '../ui/button';
import { ReasonField } from '../ui/reason-field';
import { takeFocus } from '../ui/take-focus';
import styles from './bags.module.css';

interface DismissFormProps {
  /** What is dismissed: `checkout v2.2.0`. */
  readonly what: string;
  readonly pending: boolean;
  readonly dismiss: (reason: string) => void;
  readonly close: () => void;
}

/** Asks why it was none: that goes on record. */
export const DismissForm = ({ what, pending, dismiss, close }: DismissFormProps) => {
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setMissing(reason.trim() === '');
    if (reason.trim() !== '') dismiss(reason.trim());
  };
  return (
    <form
      className={styles.form}
      aria-label={`Dismiss ${what}`}
      data-floating-open
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        close();
      }}
    >
      <ReasonField
        ref={takeFocus}
        label="Why was it none?"
        value={reason}
        change={setReason}
        missing={missing ? 'Say why: it goes on record.' : null}
      />
      <div className={styles.line}>
        <Button type="submit" disabled={pending}>
          Dismiss
        </Button>
        <Button look="quiet" onClick={close}>
          Cancel
        </Button>
      </div>
    </form>
  );
};
