import { useMirror } from '../store';
import { HealthMark } from '../ui/health-mark';
import styles from './problems.module.css';

/** The engine does not stay up, and main has stopped trying: what one sees is what was read last. */
export const EngineGone = () => {
  const ended = useMirror(({ connection }) => connection === 'ended');
  if (!ended) return null;
  return (
    <div className={styles.problem} role="alert" data-alarm>
      <HealthMark tone="bad" text="" />
      <div className={styles.words}>
        <p>
          <strong>The engine keeps ending unexpectedly.</strong> Nothing is read or sent until it runs again; what was
          sent before stays as it is, and is looked into then.{' '}
          <span className={styles.next}>Choose “Start it again” in the dialog, or quit Humdrum and start it anew.</span>
        </p>
      </div>
    </div>
  );
};
