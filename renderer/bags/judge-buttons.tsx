import { useState } from 'react';
import { nameOf } from '../../contract/commit';
import type { NamedBag } from '../../contract/insights';
import { judgedText } from '../../contract/words/bag';
import { ActTrouble } from '../ui/act-trouble';
import { Button } from '../ui/button';
import { takeFocus } from '../ui/take-focus';
import { DismissForm } from './dismiss-form';
import { useJudge } from './use-judge';
import styles from './bags.module.css';

interface JudgeButtonsProps {
  readonly bag: NamedBag;
  /** Called with what came of it: by then these buttons may be gone. */
  readonly judged: (text: string) => void;
}

/** Confirm or dismiss a mark; of a dismissed one, take that back. */
export const JudgeButtons = ({ bag, judged }: JudgeButtonsProps) => {
  const what = `${bag.component} ${nameOf(bag)}`;
  const judging = useJudge(bag.deployment, (judgement) => judged(judgedText(judgement, what)));
  const [dismissing, setDismissing] = useState<'asked' | 'left' | null>(null);
  const confirm = (): void => {
    setDismissing(null);
    judging.say('confirmed', '');
  };
  return (
    <>
      {bag.judgement === 'dismissed' ? (
        <Button look="quiet" aria-label={`It was one: ${what}`} disabled={judging.pending} onClick={confirm}>
          It was one
        </Button>
      ) : dismissing === 'asked' ? (
        <DismissForm
          what={what}
          pending={judging.pending}
          dismiss={(reason) => judging.say('dismissed', reason)}
          close={() => setDismissing('left')}
        />
      ) : (
        <div className={styles.line}>
          {bag.judgement === null ? (
            <Button look="quiet" aria-label={`Confirm ${what}`} disabled={judging.pending} onClick={confirm}>
              Confirm
            </Button>
          ) : null}
          <Button
            ref={dismissing === 'left' ? takeFocus : undefined}
            look="quiet"
            aria-label={`Dismiss… ${what}`}
            disabled={judging.pending}
            onClick={() => setDismissing('asked')}
          >
            Dismiss…
          </Button>
        </div>
      )}
      <ActTrouble of={judging.act} />
    </>
  );
};
