import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Proposal } from '../../contract/new-workspace';
import { useClient, useOrpc } from '../client';
import { useAsk } from '../settings/use-ask';
import { Button } from '../ui/button';
import { Connections } from './connections';
import { FileEditor } from './file-editor';
import { FileReading } from './file-reading';
import styles from './new-workspace.module.css';
import { textOf } from './provenance';

const typingMs = 300;

/** The proposed file: read, changed, tried and saved. */
export const ProposedFile = ({ proposal }: { readonly proposal: Proposal }) => {
  const client = useClient();
  const orpc = useOrpc();
  const [text, setText] = useState(() => textOf(proposal.lines));
  const [file, setFile] = useState(proposal.file);
  const [lastText] = useDebouncedValue(text, typingMs);
  const [lastFile] = useDebouncedValue(file, typingMs);
  const query = useQuery(orpc.checkText.queryOptions({ input: { file: lastFile, text: lastText } }));
  const settled = lastText === text && lastFile === file && !query.isPending;
  const reading = settled ? (query.data ?? null) : null;
  const { ask, pending, problem } = useAsk();
  const save = async () => {
    const saved = await client.saveWorkspace({ file, text });
    if (!saved.ok) return saved;
    await client.host.openWorkspace({ file });
    return saved;
  };
  return (
    <>
      <FileEditor text={text} proposed={proposal.lines} change={setText} />
      {query.isError ? <p role="alert">The engine did not answer. Try again in a moment.</p> : null}
      <FileReading reading={reading} />
      {proposal.notes.length === 0 ? null : (
        <details className={styles.part}>
          <summary>Seen and not in it, or still to do: {proposal.notes.length}</summary>
          <ul className={styles.notes} aria-label="Notes">
            {proposal.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </details>
      )}
      {/* What was answered is about the text it was asked for: another text has not been tried. */}
      <Connections
        key={JSON.stringify([lastFile, lastText])}
        file={file}
        text={text}
        checked={reading?.ok === true ? reading.value : null}
      />
      <div className={styles.row}>
        <label className={styles.field}>
          Save as
          <input value={file} onChange={(event) => setFile(event.target.value)} />
        </label>
        <Button look="primary" disabled={reading?.ok !== true || pending} onClick={() => ask(save)}>
          Save and open
        </Button>
      </div>
      {problem}
    </>
  );
};
