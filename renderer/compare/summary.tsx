import { IconDatabaseImport, IconGitBranch } from '@tabler/icons-react';
import type { ComponentComparison } from '../../contract/diff';
import { counted } from '../../contract/words/counted';
import { sideName } from './side-name';
import { summaryParts, type Totals } from './totals';
import styles from './summary.module.css';

interface SummaryProps {
  readonly totals: Totals;
  readonly from: string;
  readonly to: string;
  readonly parts: readonly ComponentComparison[];
}

/** The summary line; and above all layers what one must not miss: migrations, and commits that a promotion would lose. */
export const Summary = ({ totals, from, to, parts }: SummaryProps) => (
  <div className={styles.summary}>
    <p className={styles.line}>
      {summaryParts(totals).map((part) => (
        <span key={part}>{part}</span>
      ))}
      {totals.unread === 0 ? null : <span>without {counted(totals.unread, 'component')} that can’t be read</span>}
    </p>
    {totals.lost === 0 ? null : (
      <p className={styles.callout} data-tone="bad">
        <IconGitBranch size={16} aria-hidden />
        <span>
          <strong>Diverged.</strong> {sideName(from)} has {counted(totals.lost, 'change')} that {sideName(to)} lacks,
          listed as “only in {sideName(from)}”.
        </span>
      </p>
    )}
    {totals.migrations === 0 ? null : (
      <div className={styles.callout} data-tone="warn">
        <IconDatabaseImport size={16} aria-hidden />
        <div>
          <strong>{counted(totals.migrations, 'migration')}.</strong> Code can be rolled back, the schema can’t.
          <ul className={styles.migrations}>
            {parts.flatMap((part) =>
              part.migrations.map((path) => (
                <li key={`${part.component} ${path}`}>
                  {parts.length > 1 ? `${part.component}: ` : ''}
                  <code>{path}</code>
                </li>
              )),
            )}
          </ul>
        </div>
      </div>
    )}
  </div>
);
