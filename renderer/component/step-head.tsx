import { grouped } from '../../contract/words/counted';
import type { FunnelStep } from '../../contract/funnel';
import type { ComponentView, Gap } from '../../contract/snapshot';
import { Age } from '../ui/age';
import { useGo } from '../location';
import styles from './step-head.module.css';

interface StepHeadProps {
  readonly view: ComponentView;
  readonly step: FunnelStep;
  readonly x: number;
  readonly width: number;
  /** Where the word about what was stopped stands, px from the top of the picture. */
  readonly below: number;
}

const Waiting = ({ gap, component }: { readonly gap: Gap; readonly component: string }) => {
  const go = useGo();
  if (gap.ahead === null) return <span className={styles.gap}>can’t be told</span>;
  if (gap.ahead === 0 && (gap.behind ?? 0) === 0) return <span className={styles.gap}>nothing waits</span>;
  const behind = gap.behind ?? 0;
  const diverged = behind > 0;
  return (
    <button
      type="button"
      className={styles.gap}
      data-diverged={diverged}
      title={`What ${gap.from} has that ${gap.to} lacks`}
      onClick={() => go.compare(gap.to, gap.from, component)}
    >
      {diverged ? `${grouped(gap.ahead)} ahead, ${grouped(behind)} behind` : `${grouped(gap.ahead)} wait`}
      {gap.oldest === null || diverged ? null : (
        <>
          {' · '}
          <Age at={gap.oldest} />
        </>
      )}
    </button>
  );
};

/** How many changes got here. It opens the list that it counts. */
const Count = ({ view, step }: Pick<StepHeadProps, 'view' | 'step'>) => {
  const go = useGo();
  const { baseline } = view;
  if (step.changes === null) return <div className={styles.count}>?</div>;
  const text = grouped(step.changes);
  if (baseline === null) return <div className={styles.count}>{text}</div>;
  return (
    <button
      type="button"
      className={styles.count}
      title="List them"
      onClick={() => go.compare(baseline, step.step, view.name)}
    >
      {text}
      <span className="visually-hidden"> changes got to {step.step}: list them</span>
    </button>
  );
};

/** Above the band: the step, how many changes got there, how many wait before it, and how many were stopped in it. */
export const StepHead = ({ view, step, x, width, below }: StepHeadProps) => {
  const gap = view.gaps.find((each) => each.to === step.step);
  const cell = view.cells.find((each) => each.stage === step.step);
  const runsNothing = cell !== undefined && cell.running === null && cell.problem === null && cell.observedAt !== null;
  return (
    <div className={styles.head} style={{ left: x, width }}>
      <div className={styles.name}>{step.step}</div>
      <Count view={view} step={step} />
      {gap === undefined ? null : runsNothing ? (
        <span className={styles.gap}>nothing runs</span>
      ) : (
        <Waiting gap={gap} component={view.name} />
      )}
      {step.stopped.length === 0 ? null : (
        <div className={styles.stopped} style={{ top: below - 14 }}>
          {step.stopped.length} stopped
        </div>
      )}
    </div>
  );
};
