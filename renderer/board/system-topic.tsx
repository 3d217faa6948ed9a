import { shortCommit } from '../../contract/commit';
import { counted } from '../../contract/words/counted';
import { useGo } from '../location';
import { useSnapshot } from '../store';
import { Age } from '../ui/age';
import { TopicTitle } from './topic-title';
import styles from './popover.module.css';

/** What the system's number adds up from. */
export const SumTopic = ({ step }: { readonly step: string }) => {
  const go = useGo();
  const components = useSnapshot((snapshot) => snapshot.components);
  const sum = useSnapshot((snapshot) => snapshot.system.find((each) => each.step === step)?.changes ?? null);
  return (
    <>
      <TopicTitle>
        {sum === null ? `How many changes reached ${step} can’t be told` : `${counted(sum, 'change')} reached ${step}`}
      </TopicTitle>
      <ul className={styles.list}>
        {components.map((component) => (
          <li key={component.name}>
            <button type="button" className={styles.line} onClick={() => go.component(component.name)}>
              <span className={styles.subject}>{component.name}</span>
              <b>{component.funnel.find((each) => each.step === step)?.changes ?? 'unknown'}</b>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
};

/** What runs together in a stage, and what is known about the set. */
export const SetTopic = ({ step }: { readonly step: string }) => {
  const components = useSnapshot((snapshot) => snapshot.components);
  const set = useSnapshot((snapshot) => snapshot.system.find((each) => each.step === step)?.set ?? null);
  return (
    <>
      <TopicTitle>{set?.name ?? `What runs in ${step}`}</TopicTitle>
      <p className={styles.text}>
        {set?.text}
        {set?.at ? (
          <>
            {' '}
            · <Age at={set.at} suffix="ago" />
          </>
        ) : null}
      </p>
      <ul className={styles.list}>
        {components.map((component) => {
          const running = component.cells.find((cell) => cell.stage === step)?.running ?? null;
          return (
            <li key={component.name} className={styles.change}>
              <span className={styles.subject}>{component.name}</span>
              <code>{running ? (running.version ?? shortCommit(running.commit)) : 'unknown'}</code>
            </li>
          );
        })}
      </ul>
    </>
  );
};
