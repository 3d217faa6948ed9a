import { useState } from 'react';
import type { ComponentView } from '../../contract/snapshot';
import { isPending, useAct } from '../acts/acts-store';
import { FailureNote } from '../ui/failure-note';
import { HealthMark } from '../ui/health-mark';
import { TopicTitle } from './topic-title';
import { gapTo, troublesOf, type TroubleKind } from './trouble';
import { TroubleButton } from './trouble-button';
import { useMinute } from './use-minute';
import styles from './popover.module.css';

/** Acts that go on record with a reason, where a person gives one. */
const takesReason: readonly TroubleKind[] = ['drift', 'hold', 'lock', 'unknown', 'orphaned'];

/** Everything that is the matter with a cell, worst first, each with what resolves it. */
export const TroubleTopic = ({ component, stage }: { readonly component: ComponentView; readonly stage: string }) => {
  const [reason, setReason] = useState('');
  const now = useMinute();
  const act = useAct({ component: component.name, stage });
  const cell = component.cells.find((each) => each.stage === stage);
  const troubles = cell ? troublesOf(cell, gapTo(component, stage), now) : [];
  if (!cell || troubles.length === 0) return <TopicTitle>{`${component.name} in ${stage} is well again`}</TopicTitle>;
  const failing = cell.verification.results.filter((result) => !result.passed);
  return (
    <>
      <TopicTitle>{`${component.name} in ${stage}`}</TopicTitle>
      <ul className={styles.list}>
        {troubles.map((trouble) => (
          <li key={trouble.kind} className={styles.trouble}>
            <HealthMark tone={trouble.tone} text={trouble.word} labelled />
            {trouble.kind === 'problem' && cell.problem ? (
              <FailureNote failure={cell.problem} />
            ) : (
              <span className={styles.text}>{trouble.text}</span>
            )}
            {(trouble.kind === 'faulty' || trouble.kind === 'failed') &&
              failing.map((result) => (
                <pre key={result.name} className={styles.result}>
                  {result.name}: {result.text}
                </pre>
              ))}
            <span className={styles.buttons}>
              <TroubleButton
                component={component.name}
                cell={cell}
                kind={trouble.kind}
                pending={isPending(act)}
                tab={0}
                reason={reason.trim()}
                all
              />
            </span>
          </li>
        ))}
      </ul>
      {troubles.some((trouble) => takesReason.includes(trouble.kind)) && (
        <label className={styles.reason}>
          <span>Reason, on record (may be empty)</span>
          <input value={reason} maxLength={2000} onChange={(event) => setReason(event.target.value)} />
        </label>
      )}
    </>
  );
};
