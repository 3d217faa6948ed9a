import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Commit } from '../../contract/commit';
import type { FileChange } from '../../contract/diff';
import { useOrpc } from '../client';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { ColouredPatch } from './coloured-patch';
import { FlatPatch } from './flat-patch';
import type { PatchLayout } from './patch-rows';
import { modeNote, readPatch } from './read-patch';
import { statusWords } from './tree-row-view';
import styles from './patch-view.module.css';

interface PatchViewProps {
  readonly component: string;
  readonly from: Commit | null;
  readonly to: Commit;
  readonly file: FileChange;
}

const layouts: readonly { readonly layout: PatchLayout; readonly text: string }[] = [
  { layout: 'split', text: 'Side by side' },
  { layout: 'unified', text: 'Unified' },
];

// Kept while the window lives: whoever reads a diff in one form reads the next one in it too.
let chosenLayout: PatchLayout = 'split';

/** One file's patch. */
export const PatchView = ({ component, from, to, file }: PatchViewProps) => {
  const orpc = useOrpc();
  const [layout, setLayout] = useState(chosenLayout);
  const [whitespace, setWhitespace] = useState<'show' | 'ignore'>('show');
  const query = useQuery(
    // A patch between two commits never changes.
    orpc.patch.queryOptions({ input: { component, from, to, path: file.path, whitespace }, staleTime: Infinity }),
  );
  const patch = query.data;
  const read = useMemo(
    () => (patch === undefined || patch.kind === 'failed' ? null : readPatch(file, patch)),
    [patch, file],
  );
  const note = patch === undefined ? null : modeNote(patch);
  return (
    <section role="region" aria-label="Patch" className={styles.patch}>
      <header className={styles.head}>
        <h2 className={styles.path} title={file.path}>
          {file.from === null ? null : <span className={styles.old}>{file.from} → </span>}
          <bdi>{file.path}</bdi>
        </h2>
        <span className={styles.status}>{statusWords[file.status]}</span>
        <span className={styles.gap} />
        <span role="group" aria-label="Layout" className={styles.choice}>
          {layouts.map((each) => (
            <button
              key={each.layout}
              type="button"
              aria-pressed={layout === each.layout}
              disabled={read !== null && read.kind !== 'coloured'}
              onClick={() => {
                chosenLayout = each.layout;
                setLayout(each.layout);
              }}
            >
              {each.text}
            </button>
          ))}
        </span>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={whitespace === 'ignore'}
            onChange={(event) => setWhitespace(event.currentTarget.checked ? 'ignore' : 'show')}
          />
          Ignore white space
        </label>
      </header>
      {note === null ? null : <p className={styles.note}>{note}</p>}
      {patch?.kind === 'text' && patch.truncated ? (
        <p className={styles.note}>The patch is very long: only its beginning is shown.</p>
      ) : null}
      {query.isPending ? (
        <p className={styles.words} role="status">
          Reading the patch…
        </p>
      ) : null}
      {query.isError ? (
        <div className={styles.words} role="alert">
          <p>The engine went away while it read the patch.</p>
          <Button onClick={() => void query.refetch()}>Read again</Button>
        </div>
      ) : null}
      {patch?.kind === 'failed' ? (
        <div className={styles.words}>
          <FailureNote failure={patch.failure}>
            <Button onClick={() => void query.refetch()}>Read again</Button>
          </FailureNote>
        </div>
      ) : null}
      {read?.kind === 'words' ? <p className={styles.words}>{read.text}</p> : null}
      {read?.kind === 'flat' ? <FlatPatch patch={read.patch} path={file.path} /> : null}
      {read?.kind === 'coloured' ? <ColouredPatch patch={read.patch} layout={layout} path={file.path} /> : null}
    </section>
  );
};
