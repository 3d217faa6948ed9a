import type { Cause } from '../../contract/entry';
import { Age } from '../ui/age';
import { FailureNote } from '../ui/failure-note';
import { HealthMark } from '../ui/health-mark';
import { beside, failureOf, useAct } from '../acts/acts-store';
import { useGo } from '../location';
import { Button } from '../ui/button';
import { CountdownBar } from './countdown-bar';
import type { Facts } from './facts';
import type { Progress } from './progress';
import { ObserveButton } from './observe-button';
import { ResolveForm } from './resolve-form';
import { StopButton } from './stop-button';
import { stepsOf, stopOf } from './steps';
import { TakeOver } from './take-over';
import type { VerdictWords } from './verdict';
import { VerdictButton } from './verdict-button';
import styles from './verdict-box.module.css';

interface VerdictBoxProps {
  readonly deployment: string;
  readonly facts: Facts;
  readonly progress: Progress;
  readonly verdict: VerdictWords | null;
  readonly cause: Cause;
}

/** On its way: what is waited for and how to stop it. Ended: the verdict, what to do next, and the button that does it. */
export const VerdictBox = ({ deployment, facts, progress, verdict, cause }: VerdictBoxProps) => {
  const go = useGo();
  const place = { component: facts.component, stage: facts.stage };
  const stopping = failureOf(useAct(beside(place)));
  const acting = useAct(place);
  const failed = acting?.act === 'resolve' || acting?.act === 'verify' ? failureOf(acting) : null;
  const orphaned = facts.inFlight?.orphaned === true;
  const stop = verdict === null && facts.inFlight?.mine !== false && !orphaned ? stopOf(progress) : null;
  const active = stepsOf(progress).find((step) => step.state === 'active');
  const newer = facts.cell?.inFlight ?? null;
  return (
    <div className={styles.box} data-tone={verdict?.tone ?? (orphaned ? 'warn' : 'busy')}>
      <div role="status" className={styles.status}>
        {verdict !== null ? (
          <>
            <p className={styles.title}>
              {/* The words come first: the shape beside them says nothing new. */}
              <span>{verdict.title}</span>
              <HealthMark tone={verdict.tone} text="" />
            </p>
            {verdict.text === null || verdict.text === '' ? null : <p className={styles.text}>{verdict.text}</p>}
            {verdict.next === null ? null : <p className={styles.next}>{verdict.next}</p>}
          </>
        ) : stop === 'undo' && progress.countdown !== null ? (
          <CountdownBar countdown={progress.countdown} deployment={deployment} place={place} what={facts} />
        ) : orphaned ? (
          <>
            <p className={styles.title}>Unknown: nobody is working on it</p>
            <p className={styles.text}>
              Humdrum stopped while this was on its way, begun <Age at={facts.since} suffix="ago" />. It is known that
              it may have been sent; whether it arrived is not known until somebody looks. Nothing is sent again.
            </p>
          </>
        ) : (
          <>
            <p className={styles.title}>{active?.label ?? 'On its way'}</p>
            <p className={styles.text}>{active?.text ?? 'Waiting for the first word.'}</p>
          </>
        )}
      </div>
      <div className={styles.buttons}>
        {verdict === null ? null : (
          <VerdictButton
            verdict={verdict}
            deployment={deployment}
            place={place}
            commit={facts.candidate.commit}
            cause={cause}
          />
        )}
        {orphaned ? <ObserveButton deployment={deployment} place={place} /> : null}
        {/* What may still be on its way is looked at first; only what stays unknown is a person's to say. */}
        {verdict?.act === 'observe' ? <ResolveForm deployment={deployment} place={place} /> : null}
        {verdict === null && facts.inFlight?.mine === false ? (
          <TakeOver
            deployment={deployment}
            place={place}
            environment={facts.cell?.environment ?? facts.stage}
            by={facts.inFlight.by}
            since={facts.since}
          />
        ) : null}
        {stop === 'cancel' || stop === 'stop-waiting' ? (
          <StopButton how={stop} deployment={deployment} place={place} />
        ) : null}
        {newer !== null && newer.deployment !== deployment ? (
          <Button onClick={() => go.deployment(newer.deployment)}>Show the one on its way</Button>
        ) : null}
      </div>
      {[stopping, failed].map((failure) =>
        failure === null ? null : (
          <div key={failure.kind} role="alert">
            <FailureNote failure={failure} />
          </div>
        ),
      )}
    </div>
  );
};
