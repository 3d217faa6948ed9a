import { useState } from 'react';
import { beside, isPending, useAct } from '../acts/acts-store';
import { useActs } from '../acts/use-acts';
import { ComparePanel } from '../compare/compare-panel';
import { bindings } from '../keys';
import type { Countdown } from '../shell/countdowns';
import { spanText } from '../../contract/span';
import { Button } from '../ui/button';
import { useTicking } from '../ui/clock';
import { Key } from '../ui/key';
import styles from './notices.module.css';

/** A pressed promotion that has not gone out yet. */
export const CountdownNotice = ({ countdown }: { readonly countdown: Countdown }) => {
  const { deployment, component, stage, commit, purpose, title, text, totalMs, startedAt } = countdown;
  const acts = useActs();
  const undoing = isPending(useAct(beside({ component, stage })));
  // Measured once: from then on the bar runs by itself, and a clock that is set meanwhile does not move it.
  const [passedMs] = useState(() => Math.min(totalMs, Math.max(0, Date.now() - startedAt)));
  const left = useTicking((now) => spanText(Math.ceil((startedAt + totalMs - now) / 1000) * 1000));
  return (
    <div className={styles.notice}>
      <div className={styles.head} role="status" aria-label={`Countdown: ${title}`}>
        <div>
          <p className={styles.title}>{title}</p>
          <p className={styles.text}>
            {text === '' ? '' : `${text} · `}
            {/* Not read out every second: the notice itself was, when it came. */}
            <span className={styles.left} aria-hidden>
              goes in {left}
            </span>
          </p>
        </div>
        <Button disabled={undoing} onClick={() => void acts.withdraw(deployment)}>
          Undo
          <span aria-hidden>
            <Key keys={bindings.undo.keys} />
          </span>
        </Button>
      </div>
      <div className={styles.track} aria-hidden>
        <i className={styles.bar} style={{ animationDuration: `${totalMs}ms`, animationDelay: `-${passedMs}ms` }} />
      </div>
      <div className={styles.carried} tabIndex={0} role="group" aria-label={`What ${title} changes`}>
        <ComparePanel component={component} from={stage} to={commit} purpose={purpose} />
      </div>
    </div>
  );
};
