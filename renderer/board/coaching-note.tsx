import { nameOf } from '../../contract/commit';
import type { Gap } from '../../contract/snapshot';
import { coachingText } from '../../contract/words/coaching';
import { useActs } from '../acts/use-acts';
import { Button } from '../ui/button';
import styles from './popover.module.css';

interface CoachingNoteProps {
  readonly component: string;
  readonly gap: Gap;
  readonly onClose: () => void;
}

/** Said where a promotion is large for its component, with the smaller step one click away. */
export const CoachingNote = ({ component, gap: { coaching, to }, onClose }: CoachingNoteProps) => {
  const acts = useActs();
  if (!coaching) return null;
  const { smaller } = coaching;
  return (
    <div className={styles.coaching}>
      <p className={styles.text}>{coachingText(component, coaching)}</p>
      {smaller && smaller !== 'unknown' ? (
        <Button
          onClick={() => {
            void acts.promote({ component, stage: to, commit: smaller.candidate.commit });
            onClose();
          }}
        >
          Promote {nameOf(smaller.candidate)} → {to}
        </Button>
      ) : null}
    </div>
  );
};
