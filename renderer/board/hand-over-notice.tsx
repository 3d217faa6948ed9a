import { useSnapshot } from '../store';
import { useGo } from '../location';
import { Button } from '../ui/button';
import styles from './hand-over-notice.module.css';

/** Whose turn it is sees first that something was left for them. */
export const HandOverNotice = () => {
  const go = useGo();
  const note = useSnapshot((snapshot) => snapshot.handOver);
  if (note === null) return null;
  return (
    <div role="status" className={styles.notice}>
      <span>It is your turn, and {note.by.name} left you a note.</span>
      <Button look="quiet" aria-label="Read the hand-over note" onClick={go.rotation}>
        Read
      </Button>
    </div>
  );
};
