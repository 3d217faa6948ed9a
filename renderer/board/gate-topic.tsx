import { useId, useState } from 'react';
import { nameOf } from '../../contract/commit';
import type { ComponentView, Gap } from '../../contract/snapshot';
import { useActs } from '../acts/use-acts';
import { Button } from '../ui/button';
import { CoachingNote } from './coaching-note';
import { ObjectionList } from './objection-list';
import { TopicTitle } from './topic-title';
import { gapTo } from './trouble';
import styles from './popover.module.css';

interface GateTopicProps {
  readonly component: ComponentView;
  readonly stage: string;
  readonly onClose: () => void;
}

/** What a person can do about an objection from here. */
const Ways = ({ component, gap }: { readonly component: string; readonly gap: Gap }) => {
  const acts = useActs();
  const kinds = gap.objections.map((objection) => objection.kind);
  const { candidate } = gap;
  return (
    <>
      {kinds.includes('not-verified') && gap.from !== 'checked' && (
        <Button onClick={() => void acts.verify({ component, stage: gap.from })}>Verify {gap.from}</Button>
      )}
      {kinds.includes('approvals') && candidate && (
        <Button onClick={() => void acts.approve({ component, stage: gap.to, commit: candidate.commit })}>
          Approve {nameOf(candidate)}
        </Button>
      )}
      {kinds.includes('held') && (
        <Button onClick={() => void acts.resume({ component, stage: gap.to, reason: '' })}>Resume {gap.to}</Button>
      )}
    </>
  );
};

/** The rules that can be lifted are lifted by a reason, on record; the others can't. */
const Anyway = ({ component, gap, onClose }: { component: string; gap: Gap; onClose: () => void }) => {
  const acts = useActs();
  const id = useId();
  const [reason, setReason] = useState('');
  const ready = reason.trim() !== '';
  return (
    <form
      className={styles.anyway}
      onSubmit={(event) => {
        event.preventDefault();
        if (!ready || !gap.candidate) return;
        void acts.promote({ component, stage: gap.to, commit: gap.candidate.commit, override: reason.trim() });
        onClose();
      }}
    >
      <label htmlFor={id}>Go on with a reason; it stays on record with your name.</label>
      <div className={styles.field}>
        <input
          id={id}
          value={reason}
          placeholder="Why this one can’t wait"
          maxLength={2000}
          onChange={(event) => setReason(event.target.value)}
        />
        <Button type="submit" look="danger" disabled={!ready}>
          Promote anyway
        </Button>
      </div>
    </form>
  );
};

export const GateTopic = ({ component, stage, onClose }: GateTopicProps) => {
  const gap = gapTo(component, stage);
  if (gap === null) return null;
  const what = gap.candidate ? nameOf(gap.candidate) : 'nothing';
  const { objections } = gap;
  const may = gap.candidate !== null && objections.length > 0 && objections.every((each) => each.overridable);
  return (
    <>
      <TopicTitle>
        {component.name} {what} → {stage}: {objections.length === 0 ? 'may go' : 'not yet'}
      </TopicTitle>
      {objections.length === 0 ? (
        <p className={styles.text}>Nothing stands in its way any more.</p>
      ) : (
        <ObjectionList objections={objections} />
      )}
      <CoachingNote component={component.name} gap={gap} onClose={onClose} />
      <div className={styles.buttons}>
        <Ways component={component.name} gap={gap} />
      </div>
      {may && <Anyway component={component.name} gap={gap} onClose={onClose} />}
    </>
  );
};
