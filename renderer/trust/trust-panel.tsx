import { IconShieldQuestion } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useOrpc } from '../client';
import { useSnapshot } from '../store';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { TrustActs } from './trust-acts';
import styles from './trust-panel.module.css';

const first = 'may do the following on this machine, in your name. Nothing of it has been done yet.';

/** Acts are compared by their words; where those are the same, a value that they leave out is another. */
const changed = (acts: readonly string[], agreed: readonly string[]): string => {
  const same = acts.length === agreed.length && acts.every((act) => agreed.includes(act));
  return same
    ? 'has changed since you trusted it: the contents of a request or the value of a variable. It runs and reaches nothing until you agree.'
    : 'has changed since you trusted it. What is new is marked; it runs and reaches nothing until you agree.';
};

/** Asks before anything the workspace names may run or be reached. Until then the board is read-only, and it says so. */
export const TrustPanel = () => {
  const trust = useSnapshot((snapshot) => snapshot.trust);
  const file = useSnapshot((snapshot) => snapshot.workspace.file);
  const [later, setLater] = useState<string | null>(null);
  const orpc = useOrpc();
  const give = useMutation(orpc.trust.mutationOptions());
  if (trust.state === 'trusted') return null;
  // Put off for these acts only: others ask again.
  if (later === trust.hash)
    return (
      <div className={styles.slim} role="status">
        This workspace is not trusted yet: nothing it names is run or reached.
        <Button look="quiet" onClick={() => setLater(null)}>
          Look again
        </Button>
      </div>
    );
  const refused = give.data?.ok === false ? give.data.failure : null;
  return (
    <div
      className={styles.panel}
      role="alertdialog"
      aria-modal="false"
      aria-labelledby="trust-title"
      aria-describedby="trust-acts"
    >
      <IconShieldQuestion className={styles.icon} size={30} stroke={1.4} aria-hidden />
      <div className={styles.body}>
        <h2 id="trust-title" className={styles.title}>
          {trust.agreed === null ? 'Do you trust this workspace?' : 'This workspace asks for something else now'}
        </h2>
        <p className={styles.text}>
          <code>{file}</code> {trust.agreed === null ? first : changed(trust.acts, trust.agreed)}
        </p>
        <TrustActs acts={trust.acts} agreed={trust.agreed} />
        <p className={styles.text}>If the file ever asks for something else, you are asked again.</p>
        {refused === null ? null : <FailureNote failure={refused} />}
        {give.isError ? <p role="alert">The engine did not answer. Try again in a moment.</p> : null}
        <div className={styles.buttons}>
          <Button look="primary" disabled={give.isPending} onClick={() => give.mutate({ hash: trust.hash })}>
            Trust
          </Button>
          <Button onClick={() => setLater(trust.hash)}>Not now</Button>
        </div>
      </div>
    </div>
  );
};
