import { useElementSize } from '@mantine/hooks';
import { useRef, useState, type KeyboardEvent } from 'react';
import { nameOf } from '../../contract/commit';
import { useTicking } from '../ui/clock';
import { useGo } from '../location';
import { timelineLayout, type Told } from './timeline-layout';
import { MarkShape, TimelineMark } from './timeline-mark';
import { TimelineTable } from './timeline-table';
import styles from './timeline.module.css';

interface TimelineProps {
  readonly component: string;
  readonly told: Told;
  readonly stages: readonly string[];
}

const dateOf = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const timeOf = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const minute = 60_000;

const legend = [
  ['deployed', 'deployed'],
  ['faulty', 'faulty'],
  ['rollback', 'rollback'],
  ['not-deployed', 'not deployed'],
  ['unknown', 'unknown'],
  ['in-flight', 'on its way'],
] as const;

/** What ran where and since when: a lane a stage, a mark a deployment, a bar while it ran. */
export const Timeline = ({ component, told, stages }: TimelineProps) => {
  const { ref, width } = useElementSize();
  const lanes = useRef<HTMLDivElement>(null);
  const go = useGo();
  const [reached, setReached] = useState<string | null>(null);
  const [table, setTable] = useState(false);
  // A minute is fine enough for a picture of days; the layout is not made anew every second.
  const now = useTicking((ms) => Math.ceil(ms / minute) * minute);
  const layout = timelineLayout(told, stages, now, Math.max(width, 320));
  const ids = layout.lanes.map((lane) => lane.marks.map((mark) => mark.deployment.id));
  const newest = layout.lanes.flatMap((lane) => lane.marks.slice(-1)).at(-1)?.deployment.id ?? null;
  const tabbable = reached !== null && ids.flat().includes(reached) ? reached : newest;
  const days = (layout.ticks[1]?.atMs ?? 0) - (layout.ticks[0]?.atMs ?? 0) >= 20 * 60 * minute;

  const move = (event: KeyboardEvent): void => {
    if (!event.key.startsWith('Arrow') || tabbable === null) return;
    event.preventDefault();
    const lane = ids.findIndex((each) => each.includes(tabbable));
    const at = ids[lane]?.indexOf(tabbable) ?? 0;
    const rows = event.key === 'ArrowUp' ? ids.slice(0, lane).reverse() : ids.slice(lane + 1);
    const next =
      event.key === 'ArrowLeft'
        ? ids[lane]?.[at - 1]
        : event.key === 'ArrowRight'
          ? ids[lane]?.[at + 1]
          : rows.find((row) => row.length > 0)?.at(-1);
    if (next === undefined) return;
    setReached(next);
    lanes.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(next)}"]`)?.focus();
  };

  return (
    <section className={styles.section} aria-label={`History of ${component}`}>
      <div className={styles.heading}>
        <h2 className={styles.title}>History</h2>
        <ul className={styles.legend} aria-hidden>
          {legend.map(([shape, text]) => (
            <li key={shape}>
              <MarkShape shape={shape} /> {text}
            </li>
          ))}
          <li>
            <span className={styles.bagSample} /> brown paper bag
          </li>
        </ul>
        <button type="button" className={styles.toggle} aria-pressed={table} onClick={() => setTable(!table)}>
          As a table
        </button>
      </div>
      {told.deployments.length === 0 ? (
        <p className={styles.nothing}>Nothing was deployed yet.</p>
      ) : (
        <div hidden={table} className={styles.frame}>
          <div className={styles.labels} aria-hidden>
            {stages.map((stage) => (
              <div key={stage} className={styles.label}>
                {stage}
              </div>
            ))}
          </div>
          <div className={styles.scroller} ref={ref}>
            <div ref={lanes} role="group" aria-label="Deployments" style={{ width: layout.width }} onKeyDown={move}>
              {layout.lanes.map((lane) => (
                <div key={lane.stage} className={styles.lane}>
                  {lane.spans.map((span) => (
                    <span
                      key={span.deployment.id}
                      className={styles.span}
                      data-faulty={span.faulty}
                      style={{ left: span.from, width: Math.max(0, span.to - span.from) }}
                    >
                      {span.to - span.from > 74 ? nameOf(span.deployment.candidate) : ''}
                    </span>
                  ))}
                  {lane.marks.map((mark) => (
                    <TimelineMark
                      key={mark.deployment.id}
                      mark={mark}
                      tabbable={mark.deployment.id === tabbable}
                      onOpen={(id) => go.deployment(id)}
                    />
                  ))}
                </div>
              ))}
              <div className={styles.axis} aria-hidden>
                {layout.ticks.map((tick) => (
                  <span key={tick.atMs} className={styles.tick} style={{ left: tick.x }}>
                    {(days ? dateOf : timeOf).format(tick.atMs)}
                  </span>
                ))}
              </div>
            </div>
          </div>
        </div>
      )}
      <div className={table ? styles.table : 'visually-hidden'}>
        <TimelineTable layout={layout} focusable={table} />
      </div>
    </section>
  );
};
