import { nameOf } from '../../contract/commit';
import type { Phase } from '../../contract/deployment';
import type { InFlight } from '../../contract/snapshot';
import { useGo } from '../location';
import { spanText } from '../../contract/span';
import { useTicking } from '../ui/clock';
import { HealthMark } from '../ui/health-mark';
import { Person } from '../ui/person';
import { CountdownRing } from './countdown-ring';
import styles from './cell.module.css';

const phases: Record<Phase, string> = {
  countdown: 'armed',
  requested: 'requested',
  claimed: 'claimed',
  sending: 'sending',
  observing: 'observing',
  verifying: 'verifying',
  ended: 'ending',
};

interface FlightLineProps {
  readonly component: string;
  readonly stage: string;
  readonly flight: InFlight;
  readonly tab: number;
}

/** A deployment on its way: what comes, how far it is, for how long. Opens its panel. */
export const FlightLine = ({ component, stage, flight, tab }: FlightLineProps) => {
  const go = useGo();
  const elapsed = useTicking((now) => spanText(now - Date.parse(flight.since)));
  const phase = phases[flight.phase];
  const armed = flight.phase === 'countdown' && flight.countdownMs !== null;
  const who = flight.mine ? '' : `${flight.by.name}: `;
  return (
    <button
      type="button"
      className={styles.flight}
      tabIndex={tab}
      title={flight.mine ? flight.text : `${who}${phase}`}
      onClick={() => go.deployment(flight.deployment)}
    >
      {armed && flight.countdownMs !== null ? (
        <CountdownRing since={flight.since} totalMs={flight.countdownMs} />
      ) : (
        <HealthMark tone="busy" text="" />
      )}
      <span className={styles.coming}>{nameOf(flight.candidate)}</span>
      {flight.mine ? (
        <span className={styles.word}>{phase}</span>
      ) : (
        <span className={styles.coming}>
          <Person of={flight.by} />
        </span>
      )}
      {armed ? null : <span className={styles.elapsed}>{elapsed}</span>}
      <span className="visually-hidden">{`: ${who}deployment of ${component} to ${stage}`}</span>
    </button>
  );
};
