import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { nameOf, type Commit } from '../../contract/commit';
import type { Eligibility } from '../../contract/api';
import type { Cell, ComponentView } from '../../contract/snapshot';
import { counted } from '../../contract/words/counted';
import { failureOf, isPending, useAct } from '../acts/acts-store';
import { useActs } from '../acts/use-acts';
import { useOrpc } from '../client';
import { useGo } from '../location';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { stampOf } from './stamp';
import styles from './candidate-card.module.css';

interface CandidateStageProps {
  readonly view: ComponentView;
  readonly cell: Cell;
  readonly commit: Commit;
}

const amount = ({ ahead, behind }: Eligibility): string => {
  if (ahead === null) return 'how much can’t be told';
  const brings = counted(ahead, 'change');
  return behind === null || behind === 0 ? brings : `${brings}, loses ${behind}`;
};

/** One stage in the selected candidate's card: may it go there, and if not, why not. */
export const CandidateStage = ({ view, cell, commit }: CandidateStageProps) => {
  const orpc = useOrpc();
  const acts = useActs();
  const go = useGo();
  const reasons = useId();
  const at = { component: view.name, stage: cell.stage };
  const act = useAct(at);
  const input = { ...at, commit };
  const here = cell.running?.commit === commit;
  const query = useQuery({
    ...orpc.eligibility.queryOptions({ input }),
    queryKey: [...orpc.eligibility.queryKey({ input }), stampOf(view)],
    enabled: !here,
    placeholderData: keepPreviousData,
  });
  const answer = query.data?.ok === true ? query.data.value : null;
  const objection = answer?.objections[0] ?? null;
  const failure = failureOf(act) ?? (query.data?.ok === false ? query.data.failure : null);
  if (here) {
    return (
      <li className={styles.stage}>
        <span className={styles.stageName}>{cell.stage}</span>
        <span className={styles.reason}>runs it now</span>
        <span />
        <Button onClick={() => go.deployment(cell.recorded?.deployment ?? null)} disabled={!cell.recorded?.deployment}>
          Its deployment
        </Button>
      </li>
    );
  }
  return (
    <li className={styles.stage}>
      <span className={styles.stageName}>{cell.stage}</span>
      <span className={styles.reason} id={reasons}>
        {answer === null
          ? query.isError
            ? 'can’t be told'
            : 'asking…'
          : (objection?.text ?? `may go: ${amount(answer)}`)}
        {answer === null || answer.objections.length < 2 ? null : (
          <details className={styles.more}>
            <summary>{counted(answer.objections.length - 1, 'more reason')}</summary>
            <ul>
              {answer.objections.slice(1).map((each) => (
                <li key={each.kind}>{each.text}</li>
              ))}
            </ul>
          </details>
        )}
      </span>
      {cell.running === null ? null : (
        <Button
          look="quiet"
          title={`What ${cell.stage} would get`}
          onClick={() => go.compare(cell.stage, commit, view.name)}
        >
          Compare
          <span className="visually-hidden"> with {cell.stage}</span>
        </Button>
      )}
      <Button
        look={objection === null ? 'primary' : 'plain'}
        disabled={answer === null || objection !== null || isPending(act)}
        aria-describedby={reasons}
        onClick={() => void acts.promote(input)}
      >
        <span aria-hidden>
          Promote {answer === null ? '' : nameOf(answer.candidate)} → {cell.stage}
        </span>
        <span className="visually-hidden">{`Promote ${view.name} to ${cell.stage}`}</span>
      </Button>
      {failure === null ? null : (
        <div className={styles.failure} role="alert">
          <FailureNote failure={failure} />
        </div>
      )}
    </li>
  );
};
