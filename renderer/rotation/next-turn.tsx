import type { Rotation } from '../../contract/rotation';
import { mayPractise, nextOf, practiceIn, turnText } from '../../contract/words/rotation';
import { useGo } from '../location';
import { useSnapshot } from '../store';
import { Button } from '../ui/button';
import styles from './rotation.module.css';

/** Whose turn it is, and where they may practise first if they never did. */
export const NextTurn = ({ rotation }: { readonly rotation: Rotation }) => {
  const go = useGo();
  const next = nextOf(rotation);
  const practice = useSnapshot(practiceIn);
  if (!next) return <p className={styles.text}>Everybody is away. Whoever has to may promote all the same.</p>;
  return (
    <section className={styles.next} aria-label="Next">
      <p className={styles.whose}>It is {next.person.name}’s turn</p>
      <p className={styles.text}>{turnText(next, rotation.stage)}</p>
      {mayPractise(next) && practice ? (
        <Button onClick={() => go.component(practice.component)}>
          Practise: {practice.component} to {practice.stage}
        </Button>
      ) : null}
    </section>
  );
};
