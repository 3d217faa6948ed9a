import type { Cell } from '../../contract/snapshot';
import { Version } from '../ui/version';
import styles from './cell.module.css';

/** What runs; where that can't be told, what the ledger says should run, marked as no observation. */
export const CellVersion = ({ cell }: { readonly cell: Cell }) => {
  if (cell.running !== null || cell.problem === null || cell.recorded === null)
    return <Version of={cell.running} strong />;
  return (
    <span className={styles.recorded} title="What the ledger says; what runs can’t be read.">
      <Version of={cell.recorded} /> ?<span className="visually-hidden"> recorded, not observed</span>
    </span>
  );
};
