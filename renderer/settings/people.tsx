import type { FormEvent } from 'react';
import { useClient } from '../client';
import { useMirror, useSnapshot } from '../store';
import { Button } from '../ui/button';
import { Section } from './section';
import styles from './settings-page.module.css';
import { useAsk } from './use-ask';

const written = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
};

export const People = () => {
  const client = useClient();
  const me = useSnapshot((snapshot) => snapshot.me);
  const own = useMirror(({ settings }) => settings?.person ?? null);
  const { ask, pending, problem } = useAsk();
  const save = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const person = { name: written(form, 'name'), email: written(form, 'email') };
    ask(async () => void (await client.host.settings.set({ person })));
  };
  return (
    <Section
      title="You"
      about="Who signs what you do on the ledger. Without a name here, git’s own configuration says it."
    >
      {/* Keyed, so that a name changed elsewhere shows. */}
      <form key={`${me.name} ${me.email}`} className={styles.form} onSubmit={save}>
        <label className={styles.field}>
          Name
          <input name="name" required maxLength={200} defaultValue={me.name} autoComplete="off" />
        </label>
        <label className={styles.field}>
          Email
          <input name="email" type="email" required maxLength={320} defaultValue={me.email} autoComplete="off" />
        </label>
        <Button type="submit" disabled={pending}>
          Save
        </Button>
        {own === null ? (
          <span className={styles.note}>from git’s configuration</span>
        ) : (
          <Button
            look="quiet"
            disabled={pending}
            onClick={() => ask(async () => void (await client.host.settings.set({ person: null })))}
          >
            Use git’s configuration
          </Button>
        )}
      </form>
      {problem}
    </Section>
  );
};
