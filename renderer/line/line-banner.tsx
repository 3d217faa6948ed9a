import { useEffect } from 'react';
import type { Failure } from '../../contract/failure';
import { lineWords, reasonSentence } from '../../contract/words/line';
import { failureOf, isPending, lineStart, lineStop, useAct, type CellName } from '../acts/acts-store';
import { useActs } from '../acts/use-acts';
import { useSnapshot } from '../store';
import { Age } from '../ui/age';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { HealthMark } from '../ui/health-mark';
import { takeFocus } from '../ui/take-focus';
import styles from './line.module.css';

/** The button that starts the line goes with the banner: where the focus was on it, the screen has it then. */
const useScreenAfter = (stopped: boolean): void => {
  // An effect: the focus is the document's, not React's.
  useEffect(() => {
    if (!stopped) return undefined;
    return () => {
      if (document.activeElement === document.body) takeFocus(document.getElementById('main'));
    };
  }, [stopped]);
};

const Refused = ({ at, failure }: { readonly at: CellName; readonly failure: Failure | null }) => {
  const acts = useActs();
  return failure === null ? null : (
    <div className={styles.refused} role="alert">
      <FailureNote failure={failure}>
        <Button onClick={() => acts.dismiss(at)}>Dismiss</Button>
      </FailureNote>
    </div>
  );
};

/** Above whatever screen one is on, while the line is stopped; and where it could not be stopped or started, why. */
export const LineBanner = () => {
  const line = useSnapshot((snapshot) => snapshot.line);
  const stop = useAct(lineStop);
  const start = useAct(lineStart);
  const acts = useActs();
  useScreenAfter(line !== null);
  const started = line === null && start?.outcome?.kind === 'done';
  return (
    <>
      {/* That the banner is gone says it to who sees it. */}
      <p role="status" className="visually-hidden">
        {started ? lineWords.runs : null}
      </p>
      {line === null ? null : (
        <div className={styles.banner} role="alert">
          <HealthMark tone="bad" text="" />
          <p className={styles.words}>
            <strong>{lineWords.stopped}</strong> {line.by.name}, <Age at={line.at} suffix="ago" />:{' '}
            {reasonSentence(line.reason)} <span className={styles.meanwhile}>{lineWords.meanwhile}</span>
          </p>
          <Button disabled={isPending(start)} onClick={() => void acts.startLine()}>
            {isPending(start) ? 'Starting…' : 'Start the line'}
          </Button>
        </div>
      )}
      <Refused at={lineStop} failure={failureOf(stop)} />
      <Refused at={lineStart} failure={failureOf(start)} />
    </>
  );
};
