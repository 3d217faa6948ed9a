import type { FileChange } from '../../contract/diff';

/** A folder (chains of only-child folders are one node) or a file. Counts of a folder add up its files. */
export interface TreeFolder {
  readonly kind: 'folder';
  /** Unique in the tree, over all components. */
  readonly key: string;
  readonly label: string;
  readonly files: number;
  readonly insertions: number;
  readonly deletions: number;
  readonly children: readonly TreeNode[];
}
export interface TreeFile {
  readonly kind: 'file';
  readonly key: string;
  readonly component: string;
  readonly label: string;
  readonly change: FileChange;
}
export type TreeNode = TreeFolder | TreeFile;

/** A node as it is drawn: a flat list, so that 10,000 files are a virtual list. */
export interface TreeRow {
  readonly node: TreeNode;
  /** From 1, as aria-level counts. */
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
  readonly expanded: boolean | null;
  readonly parent: string | null;
}

interface Draft {
  readonly folders: Map<string, Draft>;
  readonly files: FileChange[];
}

const emptyDraft = (): Draft => ({ folders: new Map(), files: [] });
// file-2 before file-10; what the collator calls equal is told apart by its code units, so that the order is one order.
const collator = new Intl.Collator('en', { numeric: true });
const byLabel = (a: TreeNode, b: TreeNode): number =>
  collator.compare(a.label, b.label) || (a.label < b.label ? -1 : a.label > b.label ? 1 : 0);
const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const countOf = (nodes: readonly TreeNode[]) => {
  let files = 0;
  let insertions = 0;
  let deletions = 0;
  for (const node of nodes) {
    files += node.kind === 'folder' ? node.files : 1;
    insertions += (node.kind === 'folder' ? node.insertions : node.change.insertions) ?? 0;
    deletions += (node.kind === 'folder' ? node.deletions : node.change.deletions) ?? 0;
  }
  return { files, insertions, deletions };
};

const folder = (key: string, label: string, children: readonly TreeNode[]): TreeFolder => ({
  kind: 'folder',
  key,
  label,
  children,
  ...countOf(children),
});

const settleFolder = (component: string, draft: Draft, prefix: string, label: string): TreeFolder => {
  const [only] = [...draft.folders];
  if (only !== undefined && draft.folders.size === 1 && draft.files.length === 0) {
    return settleFolder(component, only[1], prefix, `${label}/${only[0]}`);
  }
  const key = `${prefix}${label}/`;
  return folder(key, label, settle(component, draft, key));
};

const settle = (component: string, draft: Draft, prefix: string): readonly TreeNode[] => {
  const folders = [...draft.folders].map(([name, inner]) => settleFolder(component, inner, prefix, name)).sort(byLabel);
  const files = draft.files
    .map((change): TreeNode => ({
      kind: 'file',
      key: fileKey(component, change.path),
      component,
      label: lastPart(change.path),
      change,
    }))
    .sort(byLabel);
  return [...folders, ...files];
};

/** A colon can't follow a component's name in a path of another: keys of two components never meet. */
export const fileKey = (component: string, path: string): string => `${component}:${path}`;

/** One component's files: folders first, then files, each by name. Paths are split at `/` and taken as they are otherwise. */
export const fileTree = (component: string, changes: readonly FileChange[]): readonly TreeNode[] => {
  const root = emptyDraft();
  for (const change of changes) {
    let at = root;
    for (const part of change.path.split('/').slice(0, -1)) {
      const next = at.folders.get(part) ?? emptyDraft();
      at.folders.set(part, next);
      at = next;
    }
    at.files.push(change);
  }
  return settle(component, root, `${component}:`);
};

/** The tree of a whole comparison: several components are folders at the top, a single one is not. */
export const comparisonTree = (
  components: readonly { readonly component: string; readonly files: readonly FileChange[] }[],
): readonly TreeNode[] => {
  const changed = components.filter((part) => part.files.length > 0);
  const [only] = changed;
  if (only !== undefined && components.length === 1) return fileTree(only.component, only.files);
  return changed.map((part) => folder(`${part.component}:`, part.component, fileTree(part.component, part.files)));
};

/** The rows to draw: children of a folded folder are left out. */
export const treeRows = (nodes: readonly TreeNode[], folded: ReadonlySet<string>): readonly TreeRow[] => {
  const rows: TreeRow[] = [];
  const walk = (siblings: readonly TreeNode[], level: number, parent: string | null): void => {
    siblings.forEach((node, index) => {
      const expanded = node.kind === 'folder' ? !folded.has(node.key) : null;
      rows.push({ node, level, position: index + 1, siblings: siblings.length, expanded, parent });
      if (node.kind === 'folder' && expanded === true) walk(node.children, level + 1, node.key);
    });
  };
  walk(nodes, 1, null);
  return rows;
};

/** The first file in drawing order: what the patch shows before anybody has chosen. */
export const firstFile = (nodes: readonly TreeNode[]): TreeFile | null => {
  for (const node of nodes) {
    const found = node.kind === 'file' ? node : firstFile(node.children);
    if (found !== null) return found;
  }
  return null;
};
