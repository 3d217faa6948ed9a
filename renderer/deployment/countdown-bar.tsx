import { useState } from 'react';
import { nameOf } from '../../contract/commit';
import { beside, isPending, useAct, type CellName } from '../acts/acts-store';
import { useActs } from '../acts/use-acts';
import { Button } from '../ui/button';
import { useTicking } from '../ui/clock';
import { Key } from '../ui/key';
import type { Facts } from './facts';
import styles from './verdict-box.module.css';

interface CountdownBarProps {
  readonly countdown: { readonly at: string; readonly totalMs: number };
  readonly deployment: string;
  readonly place: CellName;
  readonly what: Facts;
}

/** The seconds in which it can be undone without a trace. */
export const CountdownBar = ({ countdown, deployment, place, what }: CountdownBarProps) => {
  const acts = useActs();
  const pending = isPending(useAct(beside(place)));
  const start = Date.parse(countdown.at);
  // Measured once: from then on the bar runs by itself, and a clock that is set meanwhile does not move it.
  const [passedMs] = useState(() => Math.min(countdown.totalMs, Math.max(0, Date.now() - start)));
  const left = useTicking((now) => Math.max(0, Math.ceil((start + countdown.totalMs - now) / 1000)));
  return (
    <>
      <div className={styles.counting}>
        <p className={styles.title}>
          <span>
            {nameOf(what.candidate)} goes to {what.stage}
            <span aria-hidden> in {left} s</span>
          </span>
        </p>
        <Button disabled={pending} onClick={() => void acts.withdraw(deployment)}>
          Undo
          <span aria-hidden>
            <Key keys="U" />
          </span>
        </Button>
      </div>
      <div className={styles.bar}>
        <div
          className={styles.passed}
          style={{ animationDuration: `${countdown.totalMs}ms`, animationDelay: `${-passedMs}ms` }}
        />
      </div>
    </>
  );
};
