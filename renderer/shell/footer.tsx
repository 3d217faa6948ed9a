import { allBindings } from '../keys';
import { usePlace } from '../location';
import { Key } from '../ui/key';
import { keysHere } from '../ui/platform';
import styles from './footer.module.css';
import { Needs } from './needs-bar';

export const Footer = ({ openHelp }: { readonly openHelp: () => void }) => {
  const { screen } = usePlace();
  return (
    <footer className={styles.footer}>
      <span className={styles.keys} aria-label="Keys" role="group">
        {allBindings.map(({ keys, short, place }) =>
          short === undefined || (place !== 'anywhere' && screen.at !== 'board') ? null : short === 'all keys' ? (
            <button key={short} type="button" className={styles.help} onClick={openHelp}>
              <Key keys={keysHere(keys)} /> {short}
            </button>
          ) : (
            <span key={short} className={styles.key}>
              <Key keys={keysHere(keys)} /> {short}
            </span>
          ),
        )}
      </span>
      <span className={styles.grow} />
      <Needs />
    </footer>
  );
};
