import { spanText } from '../../contract/span';
import { useTicking } from '../ui/clock';
import type { Progress } from './progress';
import { stepsOf, type Step, type StepState } from './steps';
import styles from './step-list.module.css';

const shapes: Record<StepState, React.JSX.Element> = {
  done: <path d="M3 8.5 6.5 12 13 4.5" fill="none" strokeWidth="2.4" strokeLinecap="round" strokeLinejoin="round" />,
  active: <circle cx="8" cy="8" r="4" fill="currentColor" stroke="none" />,
  ahead: <circle cx="8" cy="8" r="3.4" fill="none" strokeWidth="1.4" />,
  stopped: <path d="M4 4 12 12M12 4 4 12" fill="none" strokeWidth="2.4" strokeLinecap="round" />,
  unclear: (
    <path
      d="M5.4 6A2.7 2.7 0 1 1 8 9v1.4M8 13v.2"
      fill="none"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  ),
  'not-reached': <path d="M5 8H11" fill="none" strokeWidth="1.8" strokeLinecap="round" />,
};

const stateWords: Record<StepState, string> = {
  done: 'done',
  active: 'now',
  ahead: 'to come',
  stopped: 'ended here',
  unclear: 'nobody knows',
  'not-reached': 'not reached',
};

const Since = ({ at }: { readonly at: string }) => {
  const text = useTicking((now) => spanText(now - Date.parse(at)));
  return <span className={styles.time}>{text}</span>;
};

const timeText = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

const StepLine = ({ step }: { readonly step: Step }) => (
  <li className={styles.step} data-state={step.state} aria-current={step.state === 'active' ? 'step' : undefined}>
    <svg className={styles.shape} viewBox="0 0 16 16" width="16" height="16" stroke="currentColor" aria-hidden>
      {shapes[step.state]}
    </svg>
    <span className={styles.label}>{step.label}</span>
    <span className="visually-hidden">, {stateWords[step.state]}</span>
    <span className={styles.text}>{step.text ?? ''}</span>
    {step.at === null || Number.isNaN(Date.parse(step.at)) ? null : step.state === 'active' ? (
      <Since at={step.at} />
    ) : (
      <time className={styles.time} dateTime={step.at}>
        {timeText.format(Date.parse(step.at))}
      </time>
    )}
  </li>
);

/** Where it stands: what is done, what is waited for, what is to come. */
export const StepList = ({ progress, orphaned }: { readonly progress: Progress; readonly orphaned: boolean }) => (
  <ol className={styles.steps} aria-label="Steps">
    {stepsOf(progress, orphaned).map((step) => (
      <StepLine key={step.name} step={step} />
    ))}
  </ol>
);
