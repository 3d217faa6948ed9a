import { useState, type FormEvent } from 'react';
import { lineWords } from '../../contract/words/line';
import { cellKey, failureOf, isPending, useAct, lineStop, useActsStore } from '../acts/acts-store';
import { useActs } from '../acts/use-acts';
import { useSnapshot } from '../store';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { FailureNote } from '../ui/failure-note';
import { Key } from '../ui/key';
import { ReasonField } from '../ui/reason-field';
import styles from './line.module.css';

interface StopLineProps {
  readonly opened: boolean;
  readonly close: () => void;
}

const Asked = ({ close }: Pick<StopLineProps, 'close'>) => {
  const acts = useActs();
  const store = useActsStore();
  const act = useAct(lineStop);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const failure = failureOf(act);
  const stop = async (): Promise<void> => {
    await acts.stopLine(reason.trim());
    // It stays open to say why it came to nothing.
    if (store.getState()[cellKey(lineStop)]?.outcome?.kind !== 'failed') close();
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setMissing(reason.trim() === '');
    if (reason.trim() !== '') void stop();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <h2 className={styles.heading}>Stop the line</h2>
      <p className={styles.text}>{lineWords.before}</p>
      <ReasonField label="Why?" value={reason} change={setReason} missing={missing ? lineWords.noReason : null} />
      {failure === null ? null : (
        <div role="alert">
          <FailureNote failure={failure} />
        </div>
      )}
      <div className={styles.buttons}>
        <Button onClick={close}>
          Cancel <Key keys="Esc" />
        </Button>
        <Button type="submit" look="danger" disabled={isPending(act)}>
          {isPending(act) ? 'Stopping…' : 'Stop the line'}
        </Button>
      </div>
    </form>
  );
};

/** Asks why, then stops the line of the whole system. */
export const StopLine = ({ opened, close }: StopLineProps) => (
  <Dialog label="Stop the line" opened={opened} close={close} place="high">
    <Asked close={close} />
  </Dialog>
);

/** In the board's toolbar; while the line is stopped the banner says how to start it. */
export const StopLineButton = () => {
  const stopped = useSnapshot(({ line }) => line !== null);
  const [opened, setOpened] = useState(false);
  return (
    <>
      {stopped ? null : (
        <Button look="quiet" className={styles.stop} onClick={() => setOpened(true)}>
          Stop the line
        </Button>
      )}
      <StopLine opened={opened} close={() => setOpened(false)} />
    </>
  );
};
