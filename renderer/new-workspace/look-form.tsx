import { useState, type FormEvent } from 'react';
import type { ProposeInput } from '../../contract/new-workspace';
import { useClient } from '../client';
import { Button } from '../ui/button';
import styles from './new-workspace.module.css';

type Sources = Pick<ProposeInput, 'swarm' | 'argoCd' | 'github' | 'gitlab'>;

const sources: readonly { readonly key: keyof Sources; readonly name: string; readonly like: string }[] = [
  { key: 'github', name: 'GitHub organisation', like: 'corner-shop' },
  { key: 'gitlab', name: 'GitLab group', like: 'corner/shop' },
  { key: 'argoCd', name: 'Argo CD', like: 'https://argo.shop.example' },
  { key: 'swarm', name: 'Docker swarm', like: 'unix:///var/run/docker.sock' },
];

interface LookFormProps {
  readonly pending: boolean;
  readonly look: (folder: string, sources: Partial<Sources>) => void;
}

/** What is looked at: a folder, and what else one names. */
export const LookForm = ({ pending, look }: LookFormProps) => {
  const client = useClient();
  const [folder, setFolder] = useState('');
  const [more, setMore] = useState<Partial<Sources>>({});
  const [lost, setLost] = useState(false);
  const named = Object.fromEntries(Object.entries(more).filter(([, value]) => value !== null && value.trim() !== ''));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (folder.trim() !== '') look(folder.trim(), named);
  };
  const choose = async (): Promise<void> => {
    setLost(false);
    try {
      const chosen = await client.host.chooseFolder();
      if (chosen === null) return;
      setFolder(chosen);
      look(chosen, named);
    } catch {
      setLost(true);
    }
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <div className={styles.row}>
        <label className={styles.field}>
          Folder
          <input value={folder} placeholder="/home/mira/shop" onChange={(event) => setFolder(event.target.value)} />
        </label>
        <Button disabled={pending} onClick={() => void choose()}>
          Choose folder…
        </Button>
        <Button look="primary" type="submit" disabled={pending || folder.trim() === ''}>
          {pending ? 'Looking…' : 'Look'}
        </Button>
      </div>
      <details className={styles.elsewhere}>
        <summary>Look elsewhere too</summary>
        <div className={styles.sources}>
          {sources.map(({ key, name, like }) => (
            <label key={key} className={styles.field}>
              {name}
              <input
                value={more[key] ?? ''}
                placeholder={like}
                onChange={(event) => setMore({ ...more, [key]: event.target.value })}
              />
            </label>
          ))}
        </div>
        <p className={styles.about}>
          These are asked over the network, with the secrets GITHUB_TOKEN, GITLAB_TOKEN and ARGO_CD_TOKEN where Settings
          keeps them for that address.
        </p>
      </details>
      {lost ? <p role="alert">The engine did not answer. Try again in a moment.</p> : null}
    </form>
  );
};
