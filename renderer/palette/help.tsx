import { allBindings, placeWords, type KeyPlace } from '../keys';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Key } from '../ui/key';
import { keysHere } from '../ui/platform';
import styles from './palette.module.css';

const places: readonly KeyPlace[] = ['cell', 'board', 'panel', 'countdown', 'anywhere'];

/** All keys, from the table they are defined in. */
export const Help = ({ opened, close }: { readonly opened: boolean; readonly close: () => void }) => (
  <Dialog label="All keys" opened={opened} close={close}>
    <div className={styles.help}>
      <header className={styles.top}>
        <h2 className={styles.heading}>All keys</h2>
        <Button onClick={close}>
          Close <Key keys="Esc" />
        </Button>
      </header>
      <div className={styles.groups}>
        {places.map((place) => (
          <section key={place}>
            <h3 className={styles.place}>{placeWords[place]}</h3>
            <dl>
              {allBindings
                .filter((binding) => binding.place === place)
                .map((binding) => (
                  <div key={binding.what} className={styles.binding}>
                    <dt>{binding.what}</dt>
                    <dd>
                      <Key keys={keysHere(binding.keys)} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
      <p className={styles.foot}>Letters are letters while you type.</p>
    </div>
  </Dialog>
);
