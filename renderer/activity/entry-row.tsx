import type { MarkedEntry } from '../../contract/entry';
import { useGo } from '../location';
import { Age } from '../ui/age';
import { HealthMark } from '../ui/health-mark';
import { Person } from '../ui/person';
import styles from './activity-list.module.css';
import { SignatureMark } from './signature-mark';
import { entryWords, kindWords } from '../../contract/words/entry';

export const EntryRow = ({ entry }: { readonly entry: MarkedEntry }) => {
  const go = useGo();
  const { tone, did, detail } = entryWords(entry);
  const deployment = 'deployment' in entry ? entry.deployment : null;
  return (
    <>
      <Age className={styles.age} at={entry.at} />
      <HealthMark tone={tone} text={kindWords[entry.kind]} />
      {entry.component === '' ? (
        <span className={styles.all}>all</span>
      ) : (
        <button type="button" className={styles.component} onClick={() => go.component(entry.component)}>
          {entry.component}
        </button>
      )}
      <span className={styles.environment}>{entry.environment}</span>
      <span className={styles.what}>
        {did}
        {detail === null ? null : <span className={styles.detail}> {detail}</span>}
      </span>
      <span className={styles.who}>
        <Person of={entry.by} full />
        {entry.signature ? <SignatureMark signature={entry.signature} /> : null}
      </span>
      {deployment === null ? (
        <span />
      ) : (
        <button
          type="button"
          className={styles.open}
          aria-label={`Open the deployment of ${entry.component} to ${entry.environment}`}
          onClick={() => go.deployment(deployment)}
        >
          Open
        </button>
      )}
    </>
  );
};
