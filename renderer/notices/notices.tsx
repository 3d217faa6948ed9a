import { useMemo } from 'react';
import { cellName, useAllActs, type Act, type CellName } from '../acts/acts-store';
import { countdownsOf } from '../shell/countdowns';
import { useSnapshot } from '../store';
import { ActNotice } from './act-notice';
import { CountdownNotice } from './countdown-notice';
import styles from './notices.module.css';

const most = 3;
/** What is said of the line stands above the screen, where the line does. */
const isOfLine = ({ act, outcome }: Act): boolean =>
  (act === 'stop-line' || act === 'start-line') && outcome?.kind === 'failed';
const worthTelling = (act: Act): boolean => act.outcome !== null && act.outcome.kind !== 'done' && !isOfLine(act);

/** What can still be undone, and what came of what one did. */
export const Notices = () => {
  const snapshot = useSnapshot((whole) => whole);
  const countdowns = useMemo(() => countdownsOf(snapshot), [snapshot]);
  const acts = useAllActs();
  const told = Object.entries(acts).flatMap(([key, act]): readonly (readonly [string, CellName, Act])[] =>
    worthTelling(act) ? [[key, cellName(key), act]] : [],
  );
  // More would hide the board; what is left out is on it anyway.
  const latest = told.sort(([, , a], [, , b]) => a.startedAt - b.startedAt).slice(-most);
  return (
    <div className={styles.stack}>
      {latest.map(([key, cell, act]) => (
        <ActNotice key={`${key} ${act.startedAt}`} cell={cell} act={act} />
      ))}
      {countdowns.map((countdown) => (
        <CountdownNotice key={countdown.deployment} countdown={countdown} />
      ))}
    </div>
  );
};
