import { IconBolt, IconShieldLock } from '@tabler/icons-react';
import { memo } from 'react';
import type { Stage } from '../../contract/workspace';
import { spanText } from '../../contract/span';
import type { BoardLayout } from './layout';
import styles from './header-row.module.css';

const rulesOf = (stage: Stage): string =>
  [
    stage.promote === 'auto' ? 'every eligible candidate goes by itself' : 'promoted by a click',
    stage.protected && stage.countdownMs > 0 ? `protected: ${stage.countdownMs / 1000} s to undo` : '',
    stage.soakMs > 0 ? `soaks ${spanText(stage.soakMs)} before it` : '',
    stage.approvals > 0 ? `approvals: ${stage.approvals}` : '',
    stage.rollback === 'automatic' ? 'rolled back by itself where its verification fails' : '',
    stage.batch === null ? '' : `at most ${stage.batch} changes at once`,
  ]
    .filter(Boolean)
    .join(' · ');

interface HeaderRowProps {
  readonly layout: BoardLayout;
  readonly stages: readonly Stage[];
  readonly together: string | null;
}

export const HeaderRow = memo(({ layout, stages, together }: HeaderRowProps) => (
  <div role="row" aria-rowindex={1} aria-label="Stages" className={styles.header}>
    <div role="columnheader" aria-colindex={1} className={styles.corner}>
      <span className="visually-hidden">Component</span>
    </div>
    {layout.columns.map(({ step }, i) => {
      const stage = stages.find((each) => each.name === step);
      return (
        <div
          key={step}
          role="columnheader"
          aria-colindex={i + 2}
          className={styles.column}
          data-last={i === layout.columns.length - 1 || undefined}
          data-together={stage?.together || undefined}
          style={{ gridColumn: `c${i + 1}` }}
          title={stage ? rulesOf(stage) : undefined}
        >
          <span className={styles.step}>{step}</span>
          {stage?.promote === 'auto' && <IconBolt size={12} aria-label="promotes by itself" role="img" />}
          {stage?.protected && <IconShieldLock size={13} aria-label="protected" role="img" />}
          {step === together && <span className={styles.together}>verified together</span>}
        </div>
      );
    })}
  </div>
));
HeaderRow.displayName = 'HeaderRow';
