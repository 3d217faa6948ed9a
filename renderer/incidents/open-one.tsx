import { useMutation } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import type { Fix } from '../../contract/entry';
import type { Incident } from '../../contract/incident';
import { fixWords, noFixYet } from '../../contract/words/incident';
import { useOrpc } from '../client';
import { ActTrouble } from '../ui/act-trouble';
import { Age } from '../ui/age';
import { Button } from '../ui/button';
import { HealthMark } from '../ui/health-mark';
import styles from './incidents.module.css';

const kinds: readonly Fix['kind'][] = ['commit', 'check', 'link'];

interface OpenOneProps {
  readonly incident: Incident;
  readonly closed: (incident: Incident, fix: Fix) => void;
}

/** An open incident, and the form that closes it: what keeps it from coming back, named. */
export const OpenOne = ({ incident, closed }: OpenOneProps) => {
  const orpc = useOrpc();
  const id = useId();
  const [kind, setKind] = useState<Fix['kind']>('check');
  const [text, setText] = useState('');
  const fix: Fix = { kind, text: text.trim() };
  const act = useMutation(
    orpc.closeIncident.mutationOptions({
      onSuccess: (answer) => {
        if (answer.ok) closed(incident, fix);
      },
    }),
  );
  const ready = fix.text !== '';
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (ready && !act.isPending) act.mutate({ incident: incident.id, fix });
  };
  const { opened } = incident;
  return (
    <article className={styles.incident} aria-label={`Incident: ${opened.reason}`}>
      <p className={styles.title}>
        <HealthMark tone="warn" text="Open" />
        <span>{opened.reason}</span>
      </p>
      <p className={styles.about}>
        Incident, opened by {opened.by.name}, <Age at={opened.at} suffix="ago" />
      </p>
      <form className={styles.close} onSubmit={submit}>
        <fieldset className={styles.kinds}>
          <legend className={styles.label}>What keeps it from coming back?</legend>
          {kinds.map((each) => (
            <label key={each} className={styles.kind}>
              <input
                type="radio"
                name={`${id}-kind`}
                value={each}
                checked={each === kind}
                onChange={() => setKind(each)}
              />
              {fixWords[each]}
            </label>
          ))}
        </fieldset>
        <div className={styles.line}>
          <input
            className={styles.input}
            aria-label={fixWords[kind]}
            value={text}
            maxLength={2000}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button type="submit" disabled={!ready || act.isPending} aria-describedby={ready ? undefined : `${id}-why`}>
            {act.isPending ? 'Closing…' : 'Close the incident'}
          </Button>
        </div>
        {ready ? null : (
          <p id={`${id}-why`} className={styles.why}>
            {noFixYet}
          </p>
        )}
        <ActTrouble of={act} />
      </form>
    </article>
  );
};
