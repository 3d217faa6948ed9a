import { useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import type { SecretNeed } from '../../contract/workspace';
import { useClient, useOrpc } from '../client';
import { Button } from '../ui/button';
import { HealthMark } from '../ui/health-mark';
import styles from './secret-needs.module.css';
import { useAsk } from './use-ask';

const whereTo = (origin: string): string =>
  origin.startsWith('command:') ? `given to the command ${origin.slice('command:'.length)}` : `sent to ${origin}`;

const usedBy = (names: readonly string[]): string => {
  const [first = '', ...others] = names;
  return others.length === 0 ? first : `${first} and ${others.length} more`;
};

interface NeedProps {
  readonly need: SecretNeed & { readonly kept: boolean };
  readonly saved: () => Promise<void>;
}

const Need = ({ need, saved }: NeedProps) => {
  const client = useClient();
  const { ask, pending, problem } = useAsk();
  const { name, origin, kept } = need;
  const save = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    const value = new FormData(form).get('value');
    if (typeof value !== 'string' || value === '') return;
    ask(async () => {
      await client.host.secrets.set({ name, origin, value });
      form.reset();
      await saved();
    });
  };
  return (
    <li className={styles.need}>
      <div className={styles.what}>
        <code className={styles.name}>{name}</code>
        <HealthMark tone={kept ? 'ok' : 'warn'} text={kept ? 'kept' : 'missing'} labelled />
      </div>
      <p className={styles.where} title={need.usedBy.join(', ')}>
        {whereTo(origin)} for {usedBy(need.usedBy)}
      </p>
      <form className={styles.form} onSubmit={save}>
        <input
          name="value"
          type="password"
          required
          maxLength={64_000}
          autoComplete="new-password"
          aria-label={`Value of ${name} for ${origin}`}
          placeholder={kept ? 'replace it' : 'its value'}
        />
        <Button type="submit" disabled={pending} aria-label={`Set ${name} for ${origin}`}>
          {kept ? 'Replace' : 'Set'}
        </Button>
      </form>
      {problem}
    </li>
  );
};

/** Every secret that the workspace asks for, the missing ones first, each with a field of its own. */
export const SecretNeeds = ({ saved }: { readonly saved: () => Promise<void> }) => {
  const orpc = useOrpc();
  const { data } = useQuery(orpc.secretNeeds.queryOptions());
  if (data?.ok !== true || data.value.length === 0) return null;
  const missing = data.value.filter((need) => !need.kept).length;
  const all = data.value.length;
  return (
    <div className={styles.needs}>
      <h4 className={styles.title}>
        {missing === 0
          ? `This workspace asks for ${all}, and all of them are here.`
          : `This workspace asks for ${all}; ${missing} ${missing === 1 ? 'is' : 'are'} missing.`}
      </h4>
      <ul aria-label="Secrets this workspace asks for" className={styles.list}>
        {data.value.map((need) => (
          <Need key={`${need.name} ${need.origin}`} need={need} saved={saved} />
        ))}
      </ul>
    </div>
  );
};
