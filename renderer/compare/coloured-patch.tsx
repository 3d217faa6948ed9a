import { parsePatchFiles, type FileDiffMetadata } from '@pierre/diffs';
import { useEffect, useMemo, useState } from 'react';
import { counted } from '../../contract/words/counted';
import { CodeLine } from './code-line';
import { CodeScroller } from './code-scroller';
import { FlatPatch } from './flat-patch';
import { highlight, type Highlighted } from './highlight';
import { patchRows, type PatchLayout, type PatchRow, type SideLine } from './patch-rows';
import styles from './code.module.css';

interface ColouredPatchProps {
  readonly patch: string;
  readonly layout: PatchLayout;
  readonly path: string;
}

const bare = (line: string | undefined): string => (line ?? '').replace(/\r?\n$/, '');

interface SideProps {
  readonly diff: FileDiffMetadata;
  readonly colours: Highlighted | null;
  readonly side: 'old' | 'new';
  readonly line: SideLine | null;
  /** The number beside the line, where it is not the line's own. */
  readonly shown?: number | null;
  readonly changed: boolean;
}

const Side = ({ diff, colours, side, line, shown, changed }: SideProps) => {
  if (line === null) return <span className={styles.void} />;
  const text = bare((side === 'old' ? diff.deletionLines : diff.additionLines)[line.index]);
  const tone = changed ? (side === 'old' ? 'removed' : 'added') : 'context';
  return (
    <>
      <span className={styles.number} data-tone={tone}>
        {shown === undefined ? line.number : shown}
      </span>
      <span className={styles.sign} data-tone={tone}>
        {tone === 'added' ? '+' : tone === 'removed' ? '−' : ''}
      </span>
      <span className={styles.code} data-tone={tone}>
        <CodeLine tokens={colours?.[side](line.index) ?? null} text={text} />
      </span>
    </>
  );
};

const Row = ({
  row,
  layout,
  ...of
}: { readonly row: PatchRow; readonly layout: PatchLayout } & Omit<
  SideProps,
  'side' | 'line' | 'shown' | 'changed'
>) => {
  switch (row.kind) {
    case 'hunk':
      return (
        <span className={styles.hunk}>
          {row.skipped > 0 ? counted(row.skipped, 'unchanged line') : ''} {row.text}
        </span>
      );
    case 'note':
      return <span className={styles.hunk}>{row.text}</span>;
    case 'context':
    case 'change': {
      const changed = row.kind === 'change';
      if (layout === 'split') {
        return (
          <>
            <Side {...of} side="old" line={row.old} changed={changed} />
            <Side {...of} side="new" line={row.new} changed={changed} />
          </>
        );
      }
      const side = row.new === null ? 'old' : 'new';
      return (
        <>
          <span className={styles.number} data-tone={changed ? (side === 'old' ? 'removed' : 'added') : 'context'}>
            {row.old?.number}
          </span>
          <Side {...of} side={side} line={row.new ?? row.old} shown={row.new?.number ?? null} changed={changed} />
        </>
      );
    }
  }
};

/** A patch with line numbers, syntax colours and changed words; what can't be read as one is shown as it is. */
export const ColouredPatch = ({ patch, layout, path }: ColouredPatchProps) => {
  const diff = useMemo(() => parsePatchFiles(patch)[0]?.files[0], [patch]);
  return diff === undefined ? (
    <FlatPatch patch={patch} path={path} />
  ) : (
    <ReadDiff diff={diff} layout={layout} path={path} />
  );
};

interface ReadDiffProps {
  readonly diff: FileDiffMetadata;
  readonly layout: PatchLayout;
  readonly path: string;
}

/** The colours come when the worker has them. */
const ReadDiff = ({ diff, layout, path }: ReadDiffProps) => {
  const rows = useMemo(() => patchRows(diff, layout), [diff, layout]);
  const [coloured, setColoured] = useState<{ readonly of: FileDiffMetadata; readonly by: Highlighted } | null>(null);
  // The highlighter lives in a worker, outside of React.
  useEffect(() => highlight(diff, (by) => setColoured({ of: diff, by })), [diff]);
  const colours = coloured?.of === diff ? coloured.by : null;
  return (
    <CodeScroller count={rows.length} label={`Lines of ${path}`} layout={layout} wraps>
      {(index) => {
        const row = rows[index];
        return row === undefined ? null : <Row row={row} layout={layout} diff={diff} colours={colours} />;
      }}
    </CodeScroller>
  );
};
