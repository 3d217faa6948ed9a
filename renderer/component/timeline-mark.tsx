import { exactText } from '../ui/ages';
import { markName } from './mark-words';
import type { TimelineMark as Mark } from './timeline-layout';
import styles from './timeline.module.css';

// Shapes that differ without their colour: disc, arrow back, triangle, cross, question mark, hollow disc, open ring.
const shapes: Record<Mark['shape'], React.JSX.Element> = {
  deployed: <circle cx="9" cy="9" r="6" />,
  rollback: <path d="M8 3 2 9l6 6V11h8V7H8Z" />,
  faulty: <path d="M9 2 17 16H1Z" />,
  'not-deployed': (
    <path d="M4 4 14 14M14 4 4 14" fill="none" stroke="currentColor" strokeWidth="3" strokeLinecap="round" />
  ),
  unknown: (
    <path
      d="M5.5 6.5A3.5 3.5 0 1 1 9 10v2M9 15.4v.2"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.6"
      strokeLinecap="round"
    />
  ),
  withdrawn: (
    <circle cx="9" cy="9" r="5" fill="none" stroke="currentColor" strokeWidth="1.6" strokeDasharray="2.4 2.4" />
  ),
  'in-flight': (
    <path d="M9 3a6 6 0 1 1-6 6" fill="none" stroke="currentColor" strokeWidth="2.6" strokeLinecap="round" />
  ),
};

interface TimelineMarkProps {
  readonly mark: Mark;
  readonly tabbable: boolean;
  readonly onOpen: (deployment: string) => void;
}

export const TimelineMark = ({ mark, tabbable, onOpen }: TimelineMarkProps) => (
  <button
    type="button"
    className={styles.mark}
    data-shape={mark.shape}
    data-id={mark.deployment.id}
    style={{ left: mark.x }}
    tabIndex={tabbable ? 0 : -1}
    aria-label={markName(mark)}
    title={`${markName(mark)}\n${exactText(mark.deployment.at)}`}
    onClick={() => onOpen(mark.deployment.id)}
  >
    <svg viewBox="0 0 18 18" width="16" height="16" fill="currentColor" aria-hidden>
      {shapes[mark.shape]}
    </svg>
    {mark.bag === null ? null : <span className={styles.bag} aria-hidden />}
  </button>
);

/** The shape alone, for the legend. */
export const MarkShape = ({ shape }: { readonly shape: Mark['shape'] }) => (
  <span className={styles.sample} data-shape={shape}>
    <svg viewBox="0 0 18 18" width="13" height="13" fill="currentColor" aria-hidden>
      {shapes[shape]}
    </svg>
  </span>
);
