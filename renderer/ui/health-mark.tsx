import styles from './health-mark.module.css';

/** The tones of a state. `busy` is on its way, `none` is nothing to tell. */
export type Tone = 'ok' | 'warn' | 'bad' | 'busy' | 'none';

// A shape for each tone, so that nobody needs the colour: disc, triangle, cross, ring in motion, hollow ring.
const shapes: Record<Tone, React.JSX.Element> = {
  ok: <circle cx="6" cy="6" r="4" />,
  warn: <path d="M6 1.2 11.2 10.6H.8Z" />,
  bad: <path d="M2 2 10 10M10 2 2 10" fill="none" strokeWidth="2.6" strokeLinecap="round" stroke="currentColor" />,
  busy: (
    <path d="M6 1.8a4.2 4.2 0 1 1-4.2 4.2" fill="none" strokeWidth="2" strokeLinecap="round" stroke="currentColor" />
  ),
  none: <circle cx="6" cy="6" r="3.4" fill="none" strokeWidth="1.4" stroke="currentColor" />,
};

interface HealthMarkProps {
  readonly tone: Tone;
  /** What the mark says, for those who hear the page and as its title. */
  readonly text: string;
  /** Shows the text beside the mark too. */
  readonly labelled?: boolean;
}

export const HealthMark = ({ tone, text, labelled = false }: HealthMarkProps) => (
  <span className={styles.mark} data-tone={tone} title={labelled ? undefined : text}>
    <svg className={styles.shape} viewBox="0 0 12 12" width="9" height="9" fill="currentColor" aria-hidden>
      {shapes[tone]}
    </svg>
    <span className={labelled ? styles.text : 'visually-hidden'}>{text}</span>
  </span>
);
