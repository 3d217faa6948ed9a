import { nameOf } from '../../contract/commit';
import type { ComponentView } from '../../contract/snapshot';
import { ObjectionList } from './objection-list';
import { TopicTitle } from './topic-title';

/** Why a rollback can't be done now. */
export const RollbackTopic = ({ component, stage }: { readonly component: ComponentView; readonly stage: string }) => {
  const offer = component.cells.find((cell) => cell.stage === stage)?.rollback;
  if (!offer) return <TopicTitle>There is nothing to roll {component.name} back to</TopicTitle>;
  return (
    <>
      <TopicTitle>
        {component.name} in {stage} back to {nameOf(offer.to)}: {offer.objections.length === 0 ? 'may go' : 'not now'}
      </TopicTitle>
      <ObjectionList objections={offer.objections} />
    </>
  );
};
