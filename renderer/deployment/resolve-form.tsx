import { useState } from 'react';
import { isPending, useAct, type CellName } from '../acts/acts-store';
import { useActs } from '../acts/use-acts';
import { Button } from '../ui/button';
import { ReasonField } from '../ui/reason-field';
import styles from './verdict-box.module.css';

interface ResolveFormProps {
  readonly deployment: string;
  readonly place: CellName;
}

/** For somebody who knows how it ended from elsewhere: said with a reason, on record. */
export const ResolveForm = ({ deployment, place }: ResolveFormProps) => {
  const acts = useActs();
  const pending = isPending(useAct(place));
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const say = (how: 'deployed' | 'not-deployed'): void => {
    setMissing(reason.trim() === '');
    if (reason.trim() !== '') void acts.resolve(deployment, how, reason.trim());
  };
  return (
    <details className={styles.resolve}>
      <summary>I know how it ended</summary>
      <ReasonField
        label="How do you know?"
        value={reason}
        change={setReason}
        missing={missing ? 'Say how you know: it goes on record.' : null}
      />
      <div className={styles.pair}>
        <Button disabled={pending} onClick={() => say('deployed')}>
          It was deployed
        </Button>
        <Button disabled={pending} onClick={() => say('not-deployed')}>
          It was not deployed
        </Button>
      </div>
    </details>
  );
};
