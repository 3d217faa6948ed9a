import { useId } from 'react';
import type { Gap } from '../../contract/snapshot';
import type { Stage } from '../../contract/workspace';
import { useActs } from '../acts/use-acts';
import { Age } from '../ui/age';
import { gateWords, waitText } from './gate-words';
import { arrowIcon, evenIcon, shutIcon } from './icons';
import { useShow } from './show';
import styles from './gate.module.css';

interface GateProps {
  readonly component: string;
  readonly gap: Gap;
  readonly stage: Stage | undefined;
  readonly pending: boolean;
  readonly tab: number;
}

/** What waits before a stage. It opens the list it counts. */
const Waiting = ({ component, gap, tab }: Pick<GateProps, 'component' | 'gap' | 'tab'>) => {
  const show = useShow();
  const text = waitText(gap);
  if (text === null) return null;
  return (
    <button
      type="button"
      className={styles.waiting}
      data-diverged={(gap.behind ?? 0) > 0 || undefined}
      tabIndex={tab}
      aria-haspopup="dialog"
      onClick={(event) => show(event.currentTarget, { about: 'waiting', component, stage: gap.to })}
    >
      {text}
      {gap.oldest !== null && (
        <span className={styles.oldest}>
          {' · '}
          <Age at={gap.oldest} />
        </span>
      )}
      <span className="visually-hidden">
        {' '}
        between {gap.from} and {gap.to} of {component}
      </span>
    </button>
  );
};

/** The way into a stage: what goes where and how much, or why not. A button that can't promote opens what lifts it. */
export const Gate = ({ component, gap, stage, pending, tab }: GateProps) => {
  const acts = useActs();
  const show = useShow();
  const id = useId();
  const words = gateWords(component, gap, stage);
  const open = words.open && !pending;
  return (
    <div className={styles.gate}>
      <button
        type="button"
        className={styles.promote}
        data-act="promote"
        data-look={words.open ? 'open' : words.even ? 'even' : 'shut'}
        aria-describedby={id}
        title={words.description}
        aria-disabled={!open}
        aria-haspopup={words.open ? undefined : 'dialog'}
        tabIndex={tab}
        onClick={(event) => {
          if (open && gap.candidate) void acts.promote({ component, stage: gap.to, commit: gap.candidate.commit });
          else if (!words.open) show(event.currentTarget, { about: 'gate', component, stage: gap.to });
        }}
      >
        <span className="visually-hidden">{`Promote ${component} to ${gap.to}`}</span>
        {words.open ? null : words.even ? evenIcon : shutIcon}
        <span className={styles.short} aria-hidden>
          {pending ? 'Asked…' : words.short}
        </span>
        <span className={styles.long} aria-hidden>
          {pending ? 'Asked…' : words.long}
        </span>
        {words.open ? arrowIcon : null}
      </button>
      <span id={id} className="visually-hidden">
        {words.description}
      </span>
      <Waiting component={component} gap={gap} tab={tab} />
    </div>
  );
};
