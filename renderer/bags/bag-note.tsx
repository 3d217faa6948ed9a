import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { NamedBag } from '../../contract/insights';
import { allEvidenceText, judgedText, judgementText } from '../../contract/words/bag';
import { useOrpc } from '../client';
import { useLastGood } from '../last-good';
import { useSnapshot } from '../store';
import { ActTrouble } from '../ui/act-trouble';
import { AnswerNote } from '../ui/answer-note';
import { Button } from '../ui/button';
import { Said } from '../ui/said';
import { useOutcome } from '../ui/take-focus';
import { JudgeButtons } from './judge-buttons';
import { useJudge } from './use-judge';
import styles from './bags.module.css';

type Judged = (text: string) => void;

const Marked = ({ bag, judged }: { readonly bag: NamedBag; readonly judged: Judged }) => {
  const counts = bag.judgement !== 'dismissed';
  const said = judgementText(bag);
  return (
    <section className={styles.note} data-counts={counts} aria-label="Brown paper bag">
      <p className={styles.words}>
        <strong>{counts ? 'Brown paper bag' : 'No brown paper bag'}</strong>: {allEvidenceText(bag)}.
      </p>
      {said === null ? null : <p className={styles.said}>{said}</p>}
      <JudgeButtons bag={bag} judged={judged} />
    </section>
  );
};

const Unmarked = ({ deployment, judged }: { readonly deployment: string; readonly judged: Judged }) => {
  const judging = useJudge(deployment, (judgement) => judged(judgedText(judgement, 'this')));
  return (
    <div className={styles.line}>
      <Button look="quiet" disabled={judging.pending} onClick={() => judging.say('confirmed', '')}>
        It was a brown paper bag
      </Button>
      <ActTrouble of={judging.act} />
    </div>
  );
};

/** Of a deployment that went out: that it was mended right away, by what, and what people say of it. Nothing while that is read. */
export const BagNote = ({ deployment }: { readonly deployment: string }) => {
  const orpc = useOrpc();
  // What comes after it marks it, and a teammate may judge it.
  const revision = useSnapshot((snapshot) => snapshot.revision);
  const input = { deployment };
  const query = useQuery({
    ...orpc.bag.queryOptions({ input }),
    queryKey: [...orpc.bag.queryKey({ input }), revision],
    placeholderData: keepPreviousData,
  });
  const answer = useLastGood(query);
  const { place, said, say } = useOutcome();
  return (
    <div ref={place} className={styles.place} tabIndex={-1}>
      <AnswerNote of={query} reading={null} />
      {answer === null ? null : answer.value === null ? (
        <Unmarked deployment={deployment} judged={say} />
      ) : (
        <Marked bag={answer.value} judged={say} />
      )}
      <Said>{said}</Said>
    </div>
  );
};
