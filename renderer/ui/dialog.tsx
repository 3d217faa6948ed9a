import { useEffect, useRef, type ReactNode } from 'react';
import styles from './dialog.module.css';

interface DialogProps {
  readonly label: string;
  readonly opened: boolean;
  readonly close: () => void;
  /** `high`: in the upper third, where one types. */
  readonly place?: 'high' | 'middle';
  readonly children: ReactNode;
}

/** The browser's own modal dialog: it keeps the focus inside, gives it back, and closes on Esc. */
export const Dialog = ({ label, opened, close, place = 'middle', children }: DialogProps) => {
  const dialog = useRef<HTMLDialogElement>(null);
  // An effect: being modal is a call, not an attribute.
  useEffect(() => {
    if (opened) dialog.current?.showModal();
  }, [opened]);
  if (!opened) return null;
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      data-place={place}
      aria-label={label}
      onClose={close}
      onPointerDown={(event) => {
        // A press beside the dialog is a press on its backdrop, which is the dialog element itself.
        if (event.target === dialog.current) close();
      }}
    >
      <div className={styles.inside}>{children}</div>
    </dialog>
  );
};
