import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { incidentTitle } from '../../contract/words/incident';
import { BagNote } from '../bags/bag-note';
import { useOrpc } from '../client';
import { stampOf } from '../component/stamp';
import { DeploymentIncidents } from '../incidents/deployment-incidents';
import { panelKey } from '../keys';
import { useLastGood } from '../last-good';
import { useSnapshot } from '../store';
import { AnswerNote } from '../ui/answer-note';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { useGo } from '../location';
import { factsOf, withoutEvents, type Facts } from './facts';
import { emptyLog } from './log-lines';
import { LogView } from './log-view';
import { PanelHead } from './panel-head';
import { StepList } from './step-list';
import { TestList } from './test-list';
import { useKeptFocus } from './use-kept-focus';
import { useWatch } from './use-watch';
import { VerdictBox } from './verdict-box';
import { verdictOf, whileRolledBack } from './verdict';
import styles from './deployment-panel.module.css';

/** Why there is no log to read; null where one may still come. */
const noLogWords = (facts: Facts, ended: boolean): string | null => {
  if (ended) return 'This machine has no log of it: whoever deployed it has, where there was anything to log.';
  return facts.inFlight?.mine === false ? `Its log is on the machine that deploys it, ${facts.by.name}’s.` : null;
};

/** One deployment, beside the screen: its steps, its log, its verdict, and what to do next. */
export const DeploymentPanel = ({ deployment }: { readonly deployment: string }) => {
  const orpc = useOrpc();
  const go = useGo();
  const panel = useKeptFocus();
  const snapshot = useSnapshot((whole) => whole);
  const { progress: heard, line } = useWatch(deployment);
  const input = { deployment };
  // Asked anew when the cell it belongs to has changed: what is on record may have.
  const stamp = snapshot.components.map(stampOf).join();
  const query = useQuery({
    ...orpc.deployment.queryOptions({ input }),
    queryKey: [...orpc.deployment.queryKey({ input }), stamp, heard.ending?.at],
    placeholderData: keepPreviousData,
  });
  const record = useLastGood(query)?.value ?? null;
  const facts = factsOf(snapshot, deployment, record);
  const progress = withoutEvents(heard, facts, record);
  const failing = progress.tests.filter((test) => !test.result.passed).map((test) => test.result.name);
  const words = (facts?.inFlight ?? null) === null ? verdictOf(record, progress.ending?.ending ?? null, failing) : null;
  const verdict = words && facts ? whileRolledBack(words, facts) : words;
  const close = (): void => go.deployment(null);
  const failure = query.data?.ok === false && facts === null ? query.data.failure : null;
  // Of one that is under way there may be no record yet, which is no trouble.
  const old = record !== null && query.data?.ok !== true;
  const [writing, setWriting] = useState(false);
  // An incident belongs to what is on the ledger, and to something that was sent.
  const mayHaveIncidents = record !== null && record.state !== 'withdrawn';
  const write = (on: boolean): void => {
    setWriting(on);
    if (!on) panel.current?.focus({ preventScroll: true });
  };

  return (
    // The panel answers Esc where the window can't: while somebody writes a reason.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      ref={panel}
      className={styles.panel}
      role="region"
      tabIndex={-1}
      aria-label={facts === null ? 'Deployment' : `Deployment of ${facts.component} to ${facts.stage}`}
      onKeyDown={(event) => {
        if (event.defaultPrevented) return;
        if (event.key === 'Escape') close();
        else if (mayHaveIncidents && panelKey(event) === 'incident') setWriting(true);
        else return;
        event.preventDefault();
      }}
    >
      <PanelHead
        facts={facts}
        endedAt={verdict === null ? null : (progress.ending?.at ?? record?.endedAt ?? null)}
        close={close}
      />
      {facts === null ? (
        failure === null ? (
          <p className={styles.quiet}>Reading…</p>
        ) : (
          <div className={styles.quiet}>
            <FailureNote failure={failure}>
              <Button onClick={() => void query.refetch()}>Look again</Button>
            </FailureNote>
          </div>
        )
      ) : (
        <>
          {old ? <AnswerNote of={query} reading={null} /> : null}
          <VerdictBox deployment={deployment} facts={facts} progress={progress} verdict={verdict} cause={facts.cause} />
          {mayHaveIncidents ? (
            <DeploymentIncidents
              deployment={deployment}
              title={incidentTitle(facts.component, facts.stage, failing)}
              writing={writing}
              write={write}
            />
          ) : null}
          {verdict !== null && record?.state === 'deployed' ? <BagNote deployment={deployment} /> : null}
          {line === 'broken' ? (
            <p className={styles.broken}>
              The engine is away. This is what was heard until then; it goes on when the engine is back.
            </p>
          ) : null}
          <StepList progress={progress} orphaned={facts.inFlight?.orphaned === true} />
          <TestList tests={progress.tests} />
          {progress.log === emptyLog && noLogWords(facts, verdict !== null) !== null ? (
            <p className={styles.quiet}>{noLogWords(facts, verdict !== null)}</p>
          ) : (
            <LogView log={progress.log} />
          )}
        </>
      )}
    </section>
  );
};
