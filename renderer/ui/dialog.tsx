import type { KeyboardEvent, ReactNode, SyntheticEvent } from 'react';
import styles from './dialog.module.css';

interface DialogProps {
  readonly label: string;
  readonly opened: boolean;
  readonly close: () => void;
  /** `high`: in the upper third, where one types. */
  readonly place?: 'high' | 'middle';
  readonly children: ReactNode;
}

/**
 * Being modal is a call, not an attribute. Closed before it leaves the page: the browser gives the focus back only then, and to nobody
 * where an open dialog is merely taken away. As the element comes and goes, so that no key falls between.
 */
const modal = (dialog: HTMLDialogElement): (() => void) => {
  dialog.showModal();
  return () => dialog.close();
};

/** The browser's own modal dialog: it keeps the focus inside, gives it back, and closes on Esc. */
export const Dialog = ({ label, opened, close, place = 'middle', children }: DialogProps) => {
  if (!opened) return null;
  // The browser closes at once on Esc and tells of it in a task of its own: a key pressed before that met a dialog that was gone to the eye only.
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing || event.defaultPrevented) return;
    event.preventDefault();
    close();
  };
  // However else the browser closes it. One that has left the page is told of too late: what is open by then is another.
  const closed = ({ currentTarget }: SyntheticEvent<HTMLDialogElement>): void => {
    if (currentTarget.isConnected && !currentTarget.open) close();
  };
  return (
    <dialog
      ref={modal}
      className={styles.dialog}
      data-place={place}
      aria-label={label}
      onClose={closed}
      onKeyDown={press}
      onPointerDown={(event) => {
        // A press beside the dialog is a press on its backdrop, which is the dialog element itself.
        if (event.target === event.currentTarget) close();
      }}
    >
      <div className={styles.inside}>{children}</div>
    </dialog>
  );
};
