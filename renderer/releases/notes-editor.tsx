import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { mostNotes } from '../../contract/release-notes';
import type { ReleasePage } from '../../contract/release-page';
import { counted, grouped } from '../../contract/words/counted';
import { useOrpc } from '../client';
import { ActTrouble } from '../ui/act-trouble';
import { Aside } from '../ui/aside';
import { Button } from '../ui/button';
import { takeFocus } from '../ui/take-focus';
import styles from './page-section.module.css';

interface NotesEditorProps {
  readonly page: ReleasePage;
  /** Called when the engine has them. */
  readonly kept: () => void;
  readonly leave: () => void;
}

/** Edits the notes in place. What is written stays here until it is saved or left. */
export const NotesEditor = ({ page, kept, leave }: NotesEditorProps) => {
  const orpc = useOrpc();
  const [text, setText] = useState(page.notes);
  // Of when the editor was opened: what somebody saves meanwhile is not overwritten.
  const [seen] = useState(page.edited?.at ?? null);
  const act = useMutation(orpc.keepNotes.mutationOptions({ onSuccess: (answer) => (answer.ok ? kept() : undefined) }));
  const keep = (notes: string): void => act.mutate({ release: page.release.id, notes, seen });
  const tooLong = text.length > mostNotes;
  return (
    <div className={styles.editor}>
      <textarea
        ref={takeFocus}
        className={styles.field}
        aria-label={`Notes of ${page.release.name}`}
        value={text}
        rows={Math.min(24, Math.max(6, text.split('\n').length + 1))}
        onChange={(event) => setText(event.target.value)}
      />
      <div className={styles.line}>
        <Aside>
          Markdown: <code>## heading</code>, <code>- item</code>, <code>**bold**</code>. Everything else is text.
        </Aside>
        <span className={styles.grow} />
        {page.edited === null ? null : (
          <Button look="danger" disabled={act.isPending} onClick={() => keep('')}>
            Back to the draft
          </Button>
        )}
        <Button onClick={leave}>Leave it</Button>
        <Button look="primary" disabled={act.isPending || tooLong || text.trim() === ''} onClick={() => keep(text)}>
          Save
        </Button>
      </div>
      {tooLong ? (
        <p role="alert">
          {counted(text.length, 'character')}: the ledger keeps {grouped(mostNotes)}.
        </p>
      ) : null}
      <ActTrouble of={act} />
    </div>
  );
};
