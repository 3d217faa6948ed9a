import type { ComponentView } from '../../contract/snapshot';
import { failureOf, useAct } from '../acts/acts-store';
import { useActs } from '../acts/use-acts';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { TopicTitle } from './topic-title';

interface ActTopicProps {
  readonly component: ComponentView;
  readonly stage: string;
  readonly onClose: () => void;
}

/** Why the last act on a cell came to nothing. */
export const ActTopic = ({ component, stage, onClose }: ActTopicProps) => {
  const cell = { component: component.name, stage };
  const acts = useActs();
  const failure = failureOf(useAct(cell));
  return (
    <>
      <TopicTitle>{`${component.name} in ${stage}`}</TopicTitle>
      {failure && (
        <FailureNote failure={failure}>
          <Button
            onClick={() => {
              acts.dismiss(cell);
              onClose();
            }}
          >
            Dismiss
          </Button>
        </FailureNote>
      )}
    </>
  );
};
