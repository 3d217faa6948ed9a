import { useComponent } from '../store';
import { ActTopic } from './act-topic';
import { GateTopic } from './gate-topic';
import { ReachedTopic, WaitingTopic } from './changes-topic';
import { RowTopic } from './row-topic';
import type { Topic } from './show';
import { StoppedTopic } from './stopped-topic';
import { SetTopic, SumTopic } from './system-topic';
import { RollbackTopic } from './rollback-topic';
import { TroubleTopic } from './trouble-topic';

type ComponentTopic = Exclude<Topic, { readonly about: 'sum' | 'set' }>;

const OfComponent = ({ topic, onClose }: { readonly topic: ComponentTopic; readonly onClose: () => void }) => {
  const component = useComponent(topic.component);
  if (component === undefined) return <p id="board-topic">{topic.component} is not on the board any more.</p>;
  switch (topic.about) {
    case 'gate':
      return <GateTopic component={component} stage={topic.stage} onClose={onClose} />;
    case 'rollback':
      return <RollbackTopic component={component} stage={topic.stage} />;
    case 'trouble':
      return <TroubleTopic component={component} stage={topic.stage} />;
    case 'waiting':
      return <WaitingTopic component={component} stage={topic.stage} onClose={onClose} />;
    case 'reached':
      return <ReachedTopic component={component} step={topic.step} />;
    case 'stopped':
      return <StoppedTopic component={component} step={topic.step} />;
    case 'act':
      return <ActTopic component={component} stage={topic.stage} onClose={onClose} />;
    case 'row':
      return <RowTopic component={component} onClose={onClose} />;
  }
};

/** What is said about a topic, from the snapshot as it is now: it changes under an open popover as the board does. */
export const TopicBody = ({ topic, onClose }: { readonly topic: Topic; readonly onClose: () => void }) => {
  if (topic.about === 'sum') return <SumTopic step={topic.step} />;
  if (topic.about === 'set') return <SetTopic step={topic.step} />;
  return <OfComponent topic={topic} onClose={onClose} />;
};
