import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { Note } from '../../contract/note';
import { useOrpc } from '../client';
import { useSnapshot } from '../store';
import { ActTrouble } from '../ui/act-trouble';
import { Button } from '../ui/button';
import { Panel } from '../ui/panel';
import styles from './rotation.module.css';

/** Leaves a note for the next person, in the place of the one that stands. */
export const HandOverForm = ({ note }: { readonly note: Note | null }) => {
  const stands = note !== null;
  const seen = note?.at ?? null;
  const orpc = useOrpc();
  const queries = useQueryClient();
  const workspace = useSnapshot((snapshot) => snapshot.workspace.id);
  const [text, setText] = useState('');
  const act = useMutation(
    orpc.handOver.mutationOptions({
      onSuccess: async (answer) => {
        if (!answer.ok) return;
        setText('');
        await queries.invalidateQueries({ queryKey: orpc.rotation.key() });
      },
    }),
  );
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (text.trim() !== '') act.mutate({ workspace, note: text, seen });
  };
  return (
    <Panel
      title="For the next person"
      about={stands ? 'It takes the place of the note above.' : 'What they read first.'}
    >
      <form className={styles.form} onSubmit={submit}>
        <textarea
          className={styles.text}
          rows={4}
          maxLength={2000}
          aria-label="Note for the next person"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <div className={styles.buttons}>
          <Button type="submit" look="primary" disabled={act.isPending || text.trim() === ''}>
            Save
          </Button>
          {stands ? (
            <Button
              disabled={act.isPending}
              aria-label="Clear the note above"
              onClick={() => act.mutate({ workspace, note: '', seen })}
            >
              Clear
            </Button>
          ) : null}
        </div>
      </form>
      <ActTrouble of={act} />
    </Panel>
  );
};
