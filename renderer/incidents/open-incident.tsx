import { useMutation } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { longestTitle } from '../../contract/words/incident';
import { useOrpc } from '../client';
import { ActTrouble } from '../ui/act-trouble';
import { Button } from '../ui/button';
import styles from './incidents.module.css';

interface OpenIncidentProps {
  readonly deployment: string;
  /** What it is called unless somebody says it better. */
  readonly title: string;
  readonly close: () => void;
}

/** What was proposed is there to be written over. */
const take = (field: HTMLInputElement | null): void => {
  field?.focus();
  field?.select();
};

/** One line, and Enter opens it. */
export const OpenIncident = ({ deployment, title: proposed, close }: OpenIncidentProps) => {
  const orpc = useOrpc();
  const id = useId();
  const [title, setTitle] = useState(proposed);
  // Made once: asked twice, it is one incident.
  const [incident] = useState(() => crypto.randomUUID());
  const act = useMutation(
    orpc.openIncident.mutationOptions({
      onSuccess: (answer) => {
        if (answer.ok) close();
      },
    }),
  );
  const ready = title.trim() !== '';
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (ready && !act.isPending) act.mutate({ incident, deployment, title: title.trim() });
  };
  return (
    <form className={styles.open} onSubmit={submit}>
      <label className={styles.label} htmlFor={id}>
        What went wrong?
      </label>
      <div className={styles.line}>
        <input
          ref={take}
          id={id}
          className={styles.input}
          value={title}
          maxLength={longestTitle}
          onChange={(event) => setTitle(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            // The panel stays: only the line is left.
            event.preventDefault();
            close();
          }}
        />
        <Button type="submit" look="primary" disabled={!ready || act.isPending}>
          {act.isPending ? 'Opening…' : 'Open the incident'}
        </Button>
        <Button onClick={close}>Cancel</Button>
      </div>
      <ActTrouble of={act} />
    </form>
  );
};
