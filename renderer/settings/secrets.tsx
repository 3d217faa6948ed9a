import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useClient, useOrpc } from '../client';
import { useMirror } from '../store';
import { Button } from '../ui/button';
import { Section } from './section';
import styles from './settings-page.module.css';
import { SecretNeeds } from './secret-needs';
import { useAsk } from './use-ask';

const kept = {
  os: 'Kept by this system’s secret store, encrypted.',
  memory:
    'This system has no secret store that Humdrum can use: secrets stay in memory and are gone when Humdrum ends.',
} as const;

const text = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};

/** Of an address somebody copied, the part a secret is bound to. */
const originOf = (address: string): string => {
  try {
    return new URL(address).origin;
  } catch {
    return address; // the field itself says that it is none
  }
};

/** Names and origins only: a secret's value goes in and never comes out again. */
export const Secrets = () => {
  const client = useClient();
  const orpc = useOrpc();
  const queries = useQueryClient();
  const where = useMirror(({ runtime }) => runtime?.secrets ?? null);
  const list = useQuery(orpc.host.secrets.list.queryOptions());
  const { ask, pending, problem } = useAsk();
  const afterwards = async (): Promise<void> => {
    await queries.invalidateQueries({ queryKey: orpc.host.secrets.list.queryKey() });
    await queries.invalidateQueries({ queryKey: orpc.secretNeeds.queryKey() });
  };
  const save = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const origin = originOf(text(data, 'origin').trim());
    const secret = { name: text(data, 'name').trim(), origin, value: text(data, 'value') };
    ask(async () => {
      await client.host.secrets.set(secret);
      form.reset();
      await afterwards();
    });
  };
  return (
    <Section
      title="Secrets"
      about={
        <>
          For <code>{'${secret:NAME}'}</code> in the workspace file. A secret goes to its origin and to no other.{' '}
          {where === null ? '' : kept[where]}
        </>
      }
    >
      <SecretNeeds saved={afterwards} />
      <ul className={styles.secrets} aria-label="Secrets">
        {(list.data ?? []).map(({ name, origin }) => (
          <li key={`${name} ${origin}`} className={styles.secret}>
            <code className={styles.name}>{name}</code>
            <span className={styles.note}>for {origin}</span>
            <Button
              look="quiet"
              aria-label={`Remove ${name}`}
              disabled={pending}
              onClick={() =>
                ask(async () => {
                  await client.host.secrets.remove({ name, origin });
                  await afterwards();
                })
              }
            >
              Remove
            </Button>
          </li>
        ))}
        {list.data?.length === 0 ? <li className={styles.note}>None is kept here yet.</li> : null}
      </ul>
      <form className={styles.form} onSubmit={save}>
        <label className={styles.field}>
          Name
          <input
            name="name"
            required
            maxLength={100}
            pattern="[A-Za-z][A-Za-z0-9_]*"
            placeholder="DEPLOY"
            autoComplete="off"
            spellCheck={false}
          />
        </label>
        <label className={styles.field}>
          Origin
          <input
            name="origin"
            type="url"
            required
            maxLength={2000}
            placeholder="https://deploy.shop.example"
            autoComplete="off"
          />
        </label>
        <label className={styles.field}>
          Value
          <input name="value" type="password" required maxLength={64_000} autoComplete="new-password" />
        </label>
        <Button type="submit" disabled={pending}>
          Set secret
        </Button>
      </form>
      {problem}
    </Section>
  );
};
