import { counted } from '../../contract/words/counted';
import { useMemo } from 'react';
import { CodeScroller } from './code-scroller';
import { flatRows, type FlatRow } from './patch-rows';
import styles from './code.module.css';

const signs: Record<FlatRow['kind'], string> = { added: '+', removed: '−', context: '', hunk: '', note: '' };

/** A huge patch: plain lines, no colours, so that it is there at once and scrolls without a stutter. */
export const FlatPatch = ({ patch, path }: { readonly patch: string; readonly path: string }) => {
  const rows = useMemo(() => flatRows(patch), [patch]);
  return (
    <>
      <p className={styles.flatNote}>{counted(rows.length, 'line')}: shown without syntax colours.</p>
      <CodeScroller count={rows.length} label={`Lines of ${path}`} layout="unified">
        {(index) => {
          const row = rows[index];
          if (row === undefined) return null;
          if (row.kind === 'hunk' || row.kind === 'note') return <span className={styles.hunk}>{row.text}</span>;
          return (
            <>
              <span className={styles.number}>{row.old}</span>
              <span className={styles.number} data-tone={row.kind}>
                {row.new}
              </span>
              <span className={styles.sign} data-tone={row.kind}>
                {signs[row.kind]}
              </span>
              <span className={styles.code} data-tone={row.kind}>
                {row.text}
              </span>
            </>
          );
        }}
      </CodeScroller>
    </>
  );
};
