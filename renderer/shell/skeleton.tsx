import { useMirror, type Connection } from '../store';
import styles from './skeleton.module.css';

const again = 'The engine does not answer. Humdrum tries again every second.';
const words: Readonly<Record<Connection, string>> = {
  connecting: 'Opening the workspace…',
  live: again,
  lost: again,
  restarting: again,
  ended:
    'The engine keeps ending unexpectedly. Nothing is read or sent. Choose “Start it again” in the dialog, or quit Humdrum.',
};

/** Before the first snapshot: the window's own outline, so that nothing jumps when the board arrives. */
export const Skeleton = () => {
  const connection = useMirror((mirror) => mirror.connection);
  return (
    <main className={styles.skeleton}>
      <h1 className="visually-hidden">Humdrum</h1>
      <div className={styles.rail} />
      <div className={styles.header}>
        <i className={styles.bone} />
      </div>
      <div className={styles.rows}>
        {Array.from({ length: 5 }, (_, at) => (
          <div key={at} className={styles.row}>
            <i className={styles.bone} />
            <i className={styles.band} />
          </div>
        ))}
        <p className={styles.text} role="status">
          {words[connection]}
        </p>
      </div>
    </main>
  );
};
