import { useMemo } from 'react';
import type { ProposedLine } from '../../contract/new-workspace';
import styles from './new-workspace.module.css';
import { provenanceOf } from './provenance';

interface FileEditorProps {
  readonly text: string;
  readonly proposed: readonly ProposedLine[];
  readonly change: (text: string) => void;
}

/** The file as text, and beside each line where it is from. */
export const FileEditor = ({ text, proposed, change }: FileEditorProps) => {
  const lines = useMemo(() => provenanceOf(text, proposed), [text, proposed]);
  return (
    <div className={styles.editor}>
      <ol className={styles.numbers} aria-hidden>
        {lines.map(({ number }) => (
          <li key={number}>{number}</li>
        ))}
      </ol>
      <textarea
        className={styles.text}
        aria-label="Workspace file"
        rows={lines.length + 2}
        wrap="off"
        spellCheck={false}
        value={text}
        // Growing a line later than its text, it would stand a line off from what is beside it.
        onScroll={(event) => {
          event.currentTarget.scrollTop = 0;
        }}
        onChange={(event) => change(event.target.value)}
      />
      <ol className={styles.from} aria-label="Where each line is from">
        {lines.map(({ number, from }) => (
          <li key={number} data-you={from === 'you'} title={from ?? undefined}>
            {from}
          </li>
        ))}
      </ol>
    </div>
  );
};
