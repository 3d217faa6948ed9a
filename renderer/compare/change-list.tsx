import { useRef } from 'react';
import type { Comparison } from '../../contract/diff';
import { Age } from '../ui/age';
import { ShortCommit } from '../ui/version';
import { changeRows, type ChangeRow } from './change-rows';
import { sideName } from './side-name';
import { useVirtualRows } from './use-virtual-rows';
import styles from './change-list.module.css';

/** Up to here all commits stand in the page, for find-in-page and for those who have it read aloud. */
const virtualFrom = 200;

interface CommitProps {
  readonly row: ChangeRow;
  readonly comparison: Comparison;
}

const Commit = ({ row, comparison }: CommitProps) => (
  <>
    {row.componentHeading === null ? null : <h2 className={styles.component}>{row.componentHeading}</h2>}
    {row.sideHeading === null ? null : (
      <h3 className={styles.side} data-side={row.sideHeading}>
        only in {sideName(row.sideHeading === 'to' ? comparison.to : comparison.from)}
      </h3>
    )}
    <div className={styles.commit} data-side={row.side}>
      <ShortCommit commit={row.change.commit} />
      <span className={styles.subject}>{row.change.subject}</span>
      <span className={styles.issues}>
        {row.late === null ? null : (
          <span className={styles.late} title={`It joined after release ${row.late} was cut.`}>
            late
          </span>
        )}
        {row.change.issues.map((issue) => (
          <span key={issue} className={styles.issue}>
            {issue}
          </span>
        ))}
      </span>
      <span className={styles.author} title={row.change.author.email}>
        {row.change.author.name}
      </span>
      <Age at={row.change.at} className={styles.age} />
    </div>
  </>
);

const VirtualCommits = ({
  rows,
  comparison,
}: {
  readonly rows: readonly ChangeRow[];
  readonly comparison: Comparison;
}) => {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualRows({
    count: rows.length,
    scroller,
    rowHeight: 34,
    overscan: 20,
    keyOf: (index) => rows[index]?.key ?? index,
  });
  return (
    <div ref={scroller} className={styles.scroller} tabIndex={0} role="group" aria-label="Changes, scrollable">
      <div role="list" aria-label="Changes" className={styles.tall} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          return row === undefined ? null : (
            <div
              key={item.key}
              role="listitem"
              aria-posinset={item.index + 1}
              aria-setsize={rows.length}
              ref={virtual.measureElement}
              data-index={item.index}
              className={styles.placed}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <Commit row={row} comparison={comparison} />
            </div>
          );
        })}
      </div>
    </div>
  );
};

export const ChangeList = ({ comparison }: { readonly comparison: Comparison }) => {
  const rows = changeRows(comparison);
  if (rows.length === 0) return <p className={styles.nothing}>No changes: the sides differ in files or config only.</p>;
  if (rows.length > virtualFrom) return <VirtualCommits rows={rows} comparison={comparison} />;
  return (
    <ul aria-label="Changes" className={styles.list}>
      {rows.map((row) => (
        <li key={row.key}>
          <Commit row={row} comparison={comparison} />
        </li>
      ))}
    </ul>
  );
};
