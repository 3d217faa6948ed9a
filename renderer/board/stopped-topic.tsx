import { nameOf } from '../../contract/commit';
import type { Stopped } from '../../contract/funnel';
import type { ComponentView } from '../../contract/snapshot';
import { counted } from '../../contract/words/counted';
import { Age } from '../ui/age';
import { TopicTitle } from './topic-title';
import styles from './popover.module.css';

const reasons: Record<Stopped['why'], string> = {
  'checks-failed': 'checks failed',
  'verification-failed': 'verification failed',
  'rolled-back': 'rolled back',
  rejected: 'rejected',
};

/** What fell out of the funnel at a step, and why. */
export const StoppedTopic = ({ component, step }: { readonly component: ComponentView; readonly step: string }) => {
  const stopped = component.funnel.find((each) => each.step === step)?.stopped ?? [];
  return (
    <>
      <TopicTitle>{`${counted(stopped.length, 'candidate')} of ${component.name} stopped at ${step}`}</TopicTitle>
      <ul className={styles.list}>
        {stopped.map((each) => (
          <li key={`${each.commit} ${each.why}`} className={styles.change}>
            <code title={each.commit}>{nameOf(each)}</code>
            <span className={styles.subject}>{reasons[each.why]}</span>
            <span className={styles.by}>{each.at ? <Age at={each.at} /> : null}</span>
          </li>
        ))}
      </ul>
    </>
  );
};
