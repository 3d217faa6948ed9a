import { IconShieldQuestion } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useOrpc } from '../client';
import { useSnapshot } from '../store';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import styles from './trust-panel.module.css';

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
          Do you trust this workspace?
        </h2>
        <p className={styles.text}>
          <code>{file}</code> may do the following on this machine, in your name. Nothing of it has been done yet.
        </p>
        <ul id="trust-acts" className={styles.acts} tabIndex={0} aria-label="What it may do">
          {trust.acts.map((act) => (
            <li key={act}>{act}</li>
          ))}
        </ul>
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
