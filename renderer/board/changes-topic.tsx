import { useQuery } from '@tanstack/react-query';
import type { Commit } from '../../contract/commit';
import type { ComponentView } from '../../contract/snapshot';
import { counted, grouped } from '../../contract/words/counted';
import { useOrpc } from '../client';
import { useGo } from '../location';
import { Age } from '../ui/age';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { Person } from '../ui/person';
import { ShortCommit } from '../ui/version';
import { CoachingNote } from './coaching-note';
import { TopicTitle } from './topic-title';
import { gapTo } from './trouble';
import styles from './popover.module.css';

interface ChangeListProps {
  readonly component: string;
  readonly from: Commit | null;
  readonly to: Commit;
  /** What the list counts, for whoever hears it. */
  readonly label: string;
}

/** The changes a number counts, newest first. */
const ChangeList = ({ component, from, to, label }: ChangeListProps) => {
  const orpc = useOrpc();
  const { data, isPending } = useQuery(orpc.changes.queryOptions({ input: { component, from, to } }));
  if (isPending) return <p className={styles.text}>Reading…</p>;
  if (data === undefined) return <p className={styles.text}>The engine did not answer. Open it again in a moment.</p>;
  if (!data.ok) return <FailureNote failure={data.failure} />;
  if (data.value.length === 0) return <p className={styles.text}>None.</p>;
  return (
    <ul className={styles.list} aria-label={label}>
      {data.value.map((change) => (
        <li key={change.commit} className={styles.change}>
          <ShortCommit commit={change.commit} />
          <span className={styles.subject}>{change.subject}</span>
          <span className={styles.by}>
            <Person of={change.author} /> · <Age at={change.at} />
          </span>
        </li>
      ))}
    </ul>
  );
};

const Unknown = ({ component, what }: { readonly component: ComponentView; readonly what: string }) => (
  <>
    <TopicTitle>{what} can’t be told</TopicTitle>
    {component.mirror.problem ? (
      <FailureNote failure={component.mirror.problem} />
    ) : (
      <p className={styles.text}>One of the two versions is not known, so no number is guessed.</p>
    )}
  </>
);

export const ReachedTopic = ({ component, step }: { readonly component: ComponentView; readonly step: string }) => {
  const reached = component.funnel.find((each) => each.step === step);
  if (!reached || reached.changes === null || reached.commit === null)
    return <Unknown component={component} what={`How many changes reached ${step}`} />;
  const title = `${counted(reached.changes, 'change')} of ${component.name} reached ${step}`;
  return (
    <>
      <TopicTitle>{title}</TopicTitle>
      <ChangeList component={component.name} from={component.baseline} to={reached.commit} label={title} />
      <p className={styles.foot}>
        read <Age at={reached.readAt} suffix="ago" />
      </p>
    </>
  );
};

/** Of changes that the candidate lacks: a change that was picked has another id, and is not lost. */
const lossText = (behind: number, lost: number | null): string => {
  if (lost === 0) return `the candidate has ${behind === 1 ? 'it' : 'them'} under another id`;
  if (lost === null || lost === behind) return `promoting would lose ${behind === 1 ? 'it' : 'them'}`;
  return `promoting would lose ${grouped(lost)} of them`;
};

interface WaitingTopicProps {
  readonly component: ComponentView;
  readonly stage: string;
  readonly onClose: () => void;
}

export const WaitingTopic = ({ component, stage, onClose }: WaitingTopicProps) => {
  const go = useGo();
  const gap = gapTo(component, stage);
  const runs = component.cells.find((cell) => cell.stage === stage)?.running?.commit ?? null;
  if (!gap || gap.candidate === null || gap.ahead === null)
    return <Unknown component={component} what={`What waits for ${stage}`} />;
  const { commit } = gap.candidate;
  const waits = `${counted(gap.ahead, 'change')} in ${gap.from}, not in ${stage}`;
  const behind = gap.behind ?? 0;
  const lost = `${counted(behind, 'change')} in ${stage} only: ${lossText(behind, gap.lost)}`;
  return (
    <>
      <TopicTitle>{waits}</TopicTitle>
      <CoachingNote component={component.name} gap={gap} onClose={onClose} />
      <ChangeList component={component.name} from={runs} to={commit} label={waits} />
      {behind > 0 && runs !== null && (
        <>
          <h3 className={styles.second}>{lost}</h3>
          <ChangeList component={component.name} from={commit} to={runs} label={lost} />
        </>
      )}
      <div className={styles.buttons}>
        <Button look="quiet" onClick={() => go.compare(stage, gap.from, component.name)}>
          Compare {gap.from} with {stage}
        </Button>
      </div>
    </>
  );
};
