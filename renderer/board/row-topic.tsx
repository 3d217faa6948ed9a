import type { ComponentView } from '../../contract/snapshot';
import { useClient } from '../client';
import { Age } from '../ui/age';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { TopicTitle } from './topic-title';
import styles from './popover.module.css';

/** What is wrong with a whole row: its repository, or the source of its checks. */
export const RowTopic = ({
  component,
  onClose,
}: {
  readonly component: ComponentView;
  readonly onClose: () => void;
}) => {
  const client = useClient();
  const { mirror, checksProblem, name } = component;
  return (
    <>
      <TopicTitle>{name}</TopicTitle>
      {mirror.problem && <FailureNote failure={mirror.problem} />}
      {checksProblem && <FailureNote failure={checksProblem} />}
      <p className={styles.foot}>
        last read <Age at={mirror.readAt} />
      </p>
      <div className={styles.buttons}>
        <Button
          onClick={() => {
            // How the reading goes is shown by the row itself.
            client.refresh().catch(() => undefined);
            onClose();
          }}
        >
          Read again
        </Button>
      </div>
    </>
  );
};
