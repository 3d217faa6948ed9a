import { HealthMark } from '../ui/health-mark';
import type { Test } from './progress';
import styles from './test-list.module.css';

const duration = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`);

const Group = ({ title, tests }: { readonly title: string; readonly tests: readonly Test[] }) => {
  if (tests.length === 0) return null;
  const failed = tests.filter((test) => !test.result.passed).length;
  return (
    <div>
      <h3 className={styles.title}>
        {title}: {failed === 0 ? `${tests.length} passed` : `${failed} of ${tests.length} failed`}
      </h3>
      <ul className={styles.tests}>
        {tests.map(({ result }, i) => (
          // oxlint-disable-next-line react/no-array-index-key -- results only ever grow at the end, and names may repeat
          <li key={i} className={styles.test}>
            <HealthMark tone={result.passed ? 'ok' : 'bad'} text={result.passed ? 'passed' : 'failed'} />
            <span className={styles.name}>{result.name}</span>
            <span className={styles.text} data-failed={!result.passed}>
              {result.text}
            </span>
            <span className={styles.time}>{duration(result.ms)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
};

/** What the verifications found: the component's own, then the environment's as a whole. */
export const TestList = ({ tests }: { readonly tests: readonly Test[] }) =>
  tests.length === 0 ? null : (
    <section className={styles.list} aria-label="Tests">
      <Group title="Component" tests={tests.filter((test) => test.scope === 'component')} />
      <Group title="Environment as a whole" tests={tests.filter((test) => test.scope === 'environment')} />
    </section>
  );
