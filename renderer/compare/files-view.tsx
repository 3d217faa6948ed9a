import { useMemo, useState } from 'react';
import type { Comparison } from '../../contract/diff';
import { FileTree } from './file-tree-view';
import { comparisonTree, firstFile, type TreeFile } from './file-tree';
import { PatchView } from './patch-view';
import styles from './files-view.module.css';

/** The files that differ: the tree on the left, the chosen file's patch on the right. */
export const FilesView = ({ comparison }: { readonly comparison: Comparison }) => {
  const tree = useMemo(() => comparisonTree(comparison.components), [comparison]);
  const [chosen, setChosen] = useState<TreeFile | null>(null);
  const file = chosen ?? firstFile(tree);
  if (file === null) return <p className={styles.nothing}>No files differ.</p>;
  const part = comparison.components.find((each) => each.component === file.component);
  return (
    <div className={styles.files}>
      <FileTree nodes={tree} selected={file.key} onSelect={setChosen} />
      {part === undefined || part.to === null ? (
        <p className={styles.nothing}>There is no patch: nothing runs on the other side.</p>
      ) : (
        <PatchView key={file.key} component={file.component} from={part.from} to={part.to} file={file.change} />
      )}
    </div>
  );
};
