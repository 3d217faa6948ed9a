import type { TreeFile, TreeRow } from './file-tree';

export type TreeMove =
  | { readonly kind: 'go' | 'fold' | 'unfold'; readonly key: string }
  | { readonly kind: 'open'; readonly file: TreeFile };

const go = (row: TreeRow | undefined): TreeMove | null =>
  row === undefined ? null : { kind: 'go', key: row.node.key };

/** What a key does in a tree (WAI-ARIA's pattern); null where it means nothing. */
export const keyMove = (rows: readonly TreeRow[], current: string, key: string): TreeMove | null => {
  const at = rows.findIndex((row) => row.node.key === current);
  const row = rows[at];
  if (row === undefined) return null;
  const toggle = (): TreeMove =>
    row.node.kind === 'file'
      ? { kind: 'open', file: row.node }
      : { kind: row.expanded === true ? 'fold' : 'unfold', key: row.node.key };
  switch (key) {
    case 'ArrowDown':
      return go(rows[at + 1]);
    case 'ArrowUp':
      return go(rows[at - 1]);
    case 'Home':
      return go(rows[0]);
    case 'End':
      return go(rows.at(-1));
    case 'ArrowRight':
      if (row.expanded === null) return null;
      return row.expanded ? go(rows[at + 1]) : toggle();
    case 'ArrowLeft':
      if (row.expanded === true) return toggle();
      return go(rows.find((each) => each.node.key === row.parent));
    case 'Enter':
    case ' ':
      return toggle();
    default: {
      if (key.length !== 1) return null;
      const after = [...rows.slice(at + 1), ...rows.slice(0, at)];
      return go(after.find((each) => each.node.label.toLowerCase().startsWith(key.toLowerCase())));
    }
  }
};
