import { memo } from 'react';
import type { SetState, SystemStep } from '../../contract/funnel';
import { counted, grouped } from '../../contract/words/counted';
import { useGo } from '../location';
import { Age } from '../ui/age';
import { HealthMark, type Tone } from '../ui/health-mark';
import { CellFrame } from './cell-frame';
import type { BoardLayout } from './layout';
import { compareIcon } from './icons';
import { useShow } from './show';
import { SystemPicture } from './system-picture';
import cell from './cell.module.css';
import acts from './cell-acts.module.css';
import numbers from './numbers.module.css';
import styles from './system-row.module.css';

/** What the last row is called, to people and to whoever hears the page. */
export const systemName = 'Whole system';

const states: Record<SetState['state'], readonly [Tone, string]> = {
  verified: ['ok', 'verified together'],
  failed: ['bad', 'failed together'],
  verifying: ['busy', 'verifying together'],
  moved: ['warn', 'moved since it was verified'],
  never: ['none', 'never verified together'],
};

const SetOf = ({ step, set, tab }: { readonly step: string; readonly set: SetState; readonly tab: number }) => {
  const show = useShow();
  const [tone, words] = states[set.state];
  return (
    <>
      <div className={cell.head}>
        <HealthMark tone={tone} text={words} />
        <button
          type="button"
          className={styles.set}
          tabIndex={tab}
          aria-haspopup="dialog"
          onClick={(event) => show(event.currentTarget, { about: 'set', step })}
        >
          {set.name ?? words}
        </button>
      </div>
      <div className={cell.meta}>
        <span className={cell.quiet} title={set.text}>
          {set.at && (
            <>
              <Age at={set.at} /> ·{' '}
            </>
          )}
          {set.text || words}
        </span>
      </div>
    </>
  );
};

const CompareSets = ({ from, to, tab }: { readonly from: string; readonly to: string; readonly tab: number }) => {
  const go = useGo();
  return (
    <div className={cell.head}>
      <span className={acts.acts}>
        <button
          type="button"
          className={acts.act}
          data-act="compare"
          aria-label={`Compare ${systemName} in ${from} with ${to}`}
          title={`Compare with ${to}`}
          tabIndex={tab}
          onClick={() => go.compare(to, from, null)}
        >
          {compareIcon}
        </button>
      </span>
    </div>
  );
};

interface SystemRowProps {
  readonly steps: readonly SystemStep[];
  readonly components: number;
  readonly index: number;
  readonly layout: BoardLayout;
  readonly streams: readonly number[] | null;
  readonly selected: string | null;
}

/** Where the components' bands join: the set that is verified together flows as one. */
export const SystemRow = memo(({ steps, components, index, layout, streams, selected }: SystemRowProps) => {
  const show = useShow();
  return (
    <div role="row" aria-label={systemName} aria-rowindex={index} data-row="" className={styles.row}>
      <SystemPicture steps={steps} layout={layout} streams={streams} />
      <div role="rowheader" aria-colindex={1} className={styles.name}>
        <span className={styles.title}>{systemName}</span>
        <span className={styles.sub}>{counted(components, 'component')}</span>
      </div>
      {layout.columns.map(({ step }, i) => {
        const at = steps.find((each) => each.step === step);
        const next = layout.columns[i + 1]?.step ?? null;
        const tab = selected === step ? 0 : -1;
        const changes = at?.changes ?? null;
        return (
          <CellFrame
            key={step}
            component={systemName}
            step={step}
            column={i + 1}
            selected={selected === step}
            last={i === layout.columns.length - 1}
          >
            {i > 1 && next !== null && <CompareSets from={step} to={next} tab={tab} />}
            {at?.set && <SetOf step={step} set={at.set} tab={tab} />}
            <div className={styles.lane}>
              <button
                type="button"
                className={numbers.reached}
                data-unknown={changes === null || undefined}
                data-system={at?.set ? true : undefined}
                tabIndex={tab}
                aria-haspopup="dialog"
                aria-label={
                  changes === null
                    ? `Unknown how many changes reached ${step}`
                    : `${counted(changes, 'change')} reached ${step}`
                }
                onClick={(event) => show(event.currentTarget, { about: 'sum', step })}
              >
                {changes === null ? '?' : grouped(changes)}
              </button>
            </div>
          </CellFrame>
        );
      })}
    </div>
  );
});
SystemRow.displayName = 'SystemRow';
