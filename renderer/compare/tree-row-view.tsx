import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { FileChange } from '../../contract/diff';
import { counted, grouped } from '../../contract/words/counted';
import type { TreeRow } from './file-tree';
import styles from './files-view.module.css';

interface TreeRowViewProps {
  readonly row: TreeRow;
  readonly top: number;
  readonly selected: boolean;
  readonly tabbable: boolean;
  readonly onPress: () => void;
}

export const statusLetters: Record<FileChange['status'], string> = {
  added: 'A',
  modified: 'M',
  deleted: 'D',
  renamed: 'R',
  'mode-changed': 'X',
  submodule: 'S',
};

export const statusWords: Record<FileChange['status'], string> = {
  added: 'added',
  modified: 'modified',
  deleted: 'deleted',
  renamed: 'renamed',
  'mode-changed': 'only its mode changed',
  submodule: 'submodule',
};

const Counts = ({ insertions, deletions }: { readonly insertions: number | null; readonly deletions: number | null }) =>
  insertions === null || deletions === null ? (
    <span className={styles.counts} aria-hidden>
      binary
    </span>
  ) : (
    <span className={styles.counts} aria-hidden>
      {insertions === 0 ? null : <span className={styles.plus}>+{insertions}</span>}
      {deletions === 0 ? null : <span className={styles.minus}>−{deletions}</span>}
    </span>
  );

/** What the letter and the numbers of a row say, for those who hear it. */
const detailsOf = ({ node }: TreeRow): string => {
  if (node.kind === 'folder') {
    return `${counted(node.files, 'file')}, plus ${node.insertions}, minus ${node.deletions}`;
  }
  const { status, insertions, deletions } = node.change;
  const size = insertions === null ? 'binary' : `plus ${insertions}, minus ${deletions ?? 0}`;
  return status === 'submodule' ? statusWords[status] : `${statusWords[status]}, ${size}`;
};

export const TreeRowView = ({ row, top, selected, tabbable, onPress }: TreeRowViewProps) => {
  const { node } = row;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the tree answers the keys for all its rows
    <div
      role="treeitem"
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-expanded={row.expanded ?? undefined}
      aria-selected={selected}
      tabIndex={tabbable ? 0 : -1}
      data-key={node.key}
      className={styles.row}
      style={{ top, paddingLeft: 6 + (row.level - 1) * 14 }}
      onClick={onPress}
    >
      {node.kind === 'folder' ? (
        <span className={styles.mark}>
          {row.expanded === true ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
        </span>
      ) : (
        <span className={styles.status} data-status={node.change.status} aria-hidden>
          {statusLetters[node.change.status]}
        </span>
      )}
      <span className={styles.label} title={node.kind === 'file' ? node.change.path : node.label}>
        {node.label}
      </span>
      <span className="visually-hidden">, {detailsOf(row)}</span>
      {node.kind === 'folder' ? (
        <span className={styles.counts} aria-hidden>
          {grouped(node.files)}
        </span>
      ) : node.change.status === 'submodule' ? null : (
        <Counts insertions={node.change.insertions} deletions={node.change.deletions} />
      )}
    </div>
  );
};
