import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { treeRows, type TreeFile, type TreeNode } from './file-tree';
import { TreeRowView } from './tree-row-view';
import { keyMove } from './tree-keys';
import { useVirtualRows } from './use-virtual-rows';
import styles from './files-view.module.css';

interface FileTreeProps {
  readonly nodes: readonly TreeNode[];
  readonly selected: string;
  readonly onSelect: (file: TreeFile) => void;
}

/** The tree of files. One stop for Tab; arrows, Home, End, Enter and letters move in it, as in every file tree. */
export const FileTree = ({ nodes, selected, onSelect }: FileTreeProps) => {
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState(selected);
  const tree = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => treeRows(nodes, folded), [nodes, folded]);
  const current = rows.some((row) => row.node.key === active) ? active : (rows[0]?.node.key ?? '');
  const virtual = useVirtualRows({
    count: rows.length,
    scroller: tree,
    rowHeight: 26,
    overscan: 30,
    keyOf: (index) => rows[index]?.node.key ?? index,
  });

  const fold = (key: string, shut: boolean): void =>
    setFolded((before) => {
      const after = new Set(before);
      if (shut) after.add(key);
      else after.delete(key);
      return after;
    });
  const goTo = (key: string): void => {
    const index = rows.findIndex((row) => row.node.key === key);
    setActive(key);
    virtual.scrollToIndex(index);
    // The row may only be drawn by the scroll above.
    requestAnimationFrame(() => tree.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus());
  };
  const press = (event: KeyboardEvent): void => {
    const move = keyMove(rows, current, event.key);
    if (move === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (move.kind === 'go') goTo(move.key);
    else if (move.kind === 'open') onSelect(move.file);
    else fold(move.key, move.kind === 'fold');
  };

  return (
    <div ref={tree} role="tree" aria-label="Files" className={styles.tree} onKeyDown={press}>
      <div role="presentation" className={styles.tall} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          return row === undefined ? null : (
            <TreeRowView
              key={item.key}
              row={row}
              top={item.start}
              selected={row.node.key === selected}
              tabbable={row.node.key === current}
              onPress={() => {
                setActive(row.node.key);
                if (row.node.kind === 'file') onSelect(row.node);
                else fold(row.node.key, row.expanded === true);
              }}
            />
          );
        })}
      </div>
    </div>
  );
};
