import { mayPractise, nextOf, practiceIn, type Rotation } from '../../contract/rotation';
import { turnText } from '../../contract/words/rotation';
import { useGo } from '../location';
import { useSnapshot } from '../store';
import { Aside } from '../ui/aside';
import { Button } from '../ui/button';
import styles from './rotation.module.css';

/** Whose turn it is, and where they may practise first if they never did. */
export const NextTurn = ({ rotation }: { readonly rotation: Rotation }) => {
  const go = useGo();
  const next = nextOf(rotation);
  const practice = useSnapshot(practiceIn);
  if (!next) return <Aside>Everybody is away. Whoever has to may promote all the same.</Aside>;
  return (
    <section className={styles.next} aria-label="Next">
      <p className={styles.whose}>It is {next.person.name}’s turn</p>
      <Aside>{turnText(next, rotation.stage)}</Aside>
      {mayPractise(next) && practice ? (
        <Button onClick={() => go.component(practice.component)}>
          Practise: {practice.component} to {practice.stage}
        </Button>
      ) : null}
    </section>
  );
};
