import type { Person } from '../../contract/commit';
import { isPending, useAct, type CellName } from '../acts/acts-store';
import { useActs } from '../acts/use-acts';
import { Age } from '../ui/age';
import { Button } from '../ui/button';
import styles from './verdict-box.module.css';

interface TakeOverProps {
  readonly deployment: string;
  readonly place: CellName;
  readonly environment: string;
  readonly by: Person;
  readonly since: string;
}

/** For somebody else's deployment that nobody is working on any more: only a person can know that. */
export const TakeOver = ({ deployment, place, environment, by, since }: TakeOverProps) => {
  const acts = useActs();
  const pending = isPending(useAct(place));
  return (
    <details className={styles.resolve}>
      <summary>{by.name} is no longer on it</summary>
      <p className={styles.text}>
        {by.name} claimed {environment} <Age at={since} suffix="ago" />, and it stays claimed until there is a verdict.
        Ask {by.name} first: taking over looks at what {environment} runs and writes the verdict that this proves.
        Nothing is sent.
      </p>
      <div className={styles.pair}>
        <Button disabled={pending} onClick={() => void acts.resolve(deployment, 'observe', '')}>
          {pending ? 'Looking…' : 'Take over'}
        </Button>
      </div>
    </details>
  );
};
