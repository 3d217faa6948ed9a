import { useState } from 'react';
import type { WrittenPage } from '../../contract/release-page';
import { slugOf } from '../../contract/slug';
import { unreadText } from '../../contract/words/release-page';
import { Age } from '../ui/age';
import { Aside } from '../ui/aside';
import { Button } from '../ui/button';
import { download } from '../ui/download';
import { LeftOut } from '../ui/left-out';
import { Person } from '../ui/person';
import { Said } from '../ui/said';
import { takeFocus } from '../ui/take-focus';
import { NotesEditor } from './notes-editor';
import { NotesText } from './notes-text';
import styles from './page-section.module.css';

const fileOf = ({ workspace, release, stage }: WrittenPage['page']): string =>
  slugOf(`${workspace} ${release.name} ${stage}`);

const Files = ({ written: { page, html, markdown } }: { readonly written: WrittenPage }) => (
  <>
    <Button onClick={() => download(`${fileOf(page)}.html`, 'text/html', html)}>Page as HTML</Button>
    <Button onClick={() => download(`${fileOf(page)}.md`, 'text/markdown', markdown)}>Page as Markdown</Button>
  </>
);

interface PageNotesProps {
  readonly written: WrittenPage;
  /** Called when the engine has other notes. */
  readonly again: () => void;
}

/** The notes, edited in place, and the page to give away. */
export const PageNotes = ({ written, again }: PageNotesProps) => {
  const [editing, setEditing] = useState<'open' | 'left' | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const { page } = written;
  const { edited, unread } = page;
  const edit = (): void => {
    setEditing('open');
    setSaid(null);
  };
  const over = (): void => {
    setEditing('left');
    setSaid('Saved on the ledger.');
    again();
  };
  return (
    <>
      <div className={styles.line}>
        <strong>Release notes</strong>
        <Aside>
          {edited === null ? (
            'A first draft, made of the changes.'
          ) : (
            <>
              Edited by <Person of={edited.by} full />, <Age at={edited.at} suffix="ago" />
            </>
          )}
        </Aside>
        <span className={styles.grow} />
        {editing === 'open' ? null : (
          <>
            <Button ref={editing === 'left' ? takeFocus : undefined} onClick={edit}>
              Edit the notes
            </Button>
            <Files written={written} />
          </>
        )}
      </div>
      <Said>{said}</Said>
      {editing === 'open' ? (
        <NotesEditor page={page} kept={over} leave={() => setEditing('left')} />
      ) : (
        <NotesText markdown={page.notes} />
      )}
      {unread.map(({ component, failure }) => (
        <LeftOut key={component} label={`Changes of ${component}`} failure={failure}>
          {unreadText([component])}
        </LeftOut>
      ))}
    </>
  );
};
