import { useId, useState } from 'react';
import type { ReleaseAt, ReleaseStep, ReleaseView } from '../../contract/release';
import { counted } from '../../contract/words/counted';
import { stateWords, stepWords } from '../../contract/words/release';
import { useGo } from '../location';
import { Button } from '../ui/button';
import { PageSection } from './page-section';
import { SignOffs } from './sign-offs';
import type { ReleaseActs } from './use-release-acts';
import styles from './releases.module.css';

interface ReleaseStageProps {
  readonly release: ReleaseView;
  readonly newest: boolean;
  readonly at: ReleaseAt;
  readonly acts: ReleaseActs;
  /** Called when something about it was put on the ledger. */
  readonly again: () => void;
}

const Step = ({ step }: { readonly step: ReleaseStep }) => {
  const go = useGo();
  const { deployment } = step;
  const words = `${step.component} ${stepWords[step.state]}`;
  return (
    <li className={styles.step} data-state={step.state}>
      {deployment === null ? (
        words
      ) : (
        <button type="button" className={styles.link} onClick={() => go.deployment(deployment)}>
          {words}
        </button>
      )}
    </li>
  );
};

/** What stands in the way of which components: said once, however many it is about. */
const reasonsOf = (steps: readonly ReleaseStep[]): ReadonlyMap<string, readonly string[]> => {
  const reasons = new Map<string, string[]>();
  for (const { component, objections } of steps)
    for (const { text, lifts } of objections) {
      const reason = `${text} ${lifts}`;
      reasons.set(reason, [...(reasons.get(reason) ?? []), component]);
    }
  return reasons;
};

/** Lifts the rules that may be lifted, with a reason, on record for each component. */
const Anyway = ({ promote }: { readonly promote: (reason: string) => void }) => {
  const id = useId();
  const [reason, setReason] = useState('');
  const ready = reason.trim() !== '';
  return (
    <form
      className={styles.line}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) promote(reason.trim());
      }}
    >
      <label htmlFor={id} className={styles.text}>
        Go on with a reason; it stays on record with your name.
      </label>
      <input
        id={id}
        className={styles.name}
        value={reason}
        maxLength={2000}
        onChange={(e) => setReason(e.target.value)}
      />
      <Button type="submit" look="danger" disabled={!ready}>
        Promote anyway
      </Button>
    </form>
  );
};

/** A release at one stage: where each component stands, and what may be done about it. */
export const ReleaseStage = ({ release, newest, at, acts, again }: ReleaseStageProps) => {
  const why = useId();
  const { telling } = acts;
  const mine = telling?.release === release.id && telling.stage === at.stage ? telling : null;
  const going = mine?.going === true || at.state === 'on-its-way';
  const open = at.steps.filter((step) => step.state !== 'there' && step.state !== 'gone');
  const blocked = open.filter((step) => step.objections.length > 0);
  const liftable = blocked.every((step) => step.objections.every((objection) => objection.overridable));
  const retry = at.state === 'partly-deployed' || at.state === 'put-back';
  return (
    <section className={styles.stage} aria-label={`${release.name} in ${at.stage}`}>
      <div className={styles.line}>
        <strong className={styles.stageName}>{at.stage}</strong>
        <span className={styles.state} data-state={at.state}>
          {stateWords[at.state]}
        </span>
        <span className={styles.grow} />
        {at.putsBack.length > 0 ? (
          <Button
            look={at.state === 'partly-deployed' ? 'danger' : 'plain'}
            disabled={going}
            title={`Redeploys what ran before: ${at.putsBack.join(', ')}`}
            onClick={() => acts.putBack(release.id, at)}
          >
            {at.state === 'partly-deployed'
              ? `Put back ${counted(at.putsBack.length, 'component')}`
              : 'Roll back the release'}
          </Button>
        ) : null}
        {open.length > 0 ? (
          <Button
            look={newest && at.state !== 'put-back' && at.state !== 'moved-since' ? 'primary' : 'plain'}
            disabled={going || blocked.length > 0}
            aria-describedby={why}
            onClick={() => acts.promote(release.id, at)}
          >
            {retry ? `Retry ${counted(open.length, 'component')}` : `Promote ${release.name} to ${at.stage}`}
          </Button>
        ) : null}
      </div>
      <ul className={styles.steps} aria-label={`Components of ${release.name} in ${at.stage}`}>
        {at.steps.map((step) => (
          <Step key={step.component} step={step} />
        ))}
      </ul>
      <SignOffs release={release} at={at} signed={again} />
      {going ? null : (
        <ul id={why} className={styles.why} aria-label="In the way">
          {[...reasonsOf(blocked)].map(([reason, components]) => (
            <li key={reason}>
              {components.join(', ')}: {reason}
            </li>
          ))}
        </ul>
      )}
      {blocked.length > 0 && liftable && !going ? (
        <Anyway promote={(reason) => acts.promote(release.id, at, reason)} />
      ) : null}
      {mine ? (
        <p role={mine.going || mine.complete ? 'status' : 'alert'} className={styles.telling} data-going={mine.going}>
          {mine.text}
        </p>
      ) : null}
      <PageSection release={release} stage={at.stage} />
    </section>
  );
};
