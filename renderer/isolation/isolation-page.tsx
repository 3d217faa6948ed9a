import { counted } from '../../contract/words/counted';
import { IconShieldCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { IsolationReport, SharedResource } from '../../contract/isolation';
import { isAlert, kindWords, lookOf, sharedText } from '../../contract/words/isolation';
import { useOrpc } from '../client';
import { Aside } from '../ui/aside';
import { AnswerNote } from '../ui/answer-note';
import { EmptyState } from '../ui/empty-state';
import { LeftOut } from '../ui/left-out';
import { Page } from '../ui/page';
import styles from './isolation.module.css';

const lookAgainMs = 60_000;

const Shared = ({ one }: { readonly one: SharedResource }) => (
  <li className={styles.shared} data-look={lookOf(one)}>
    <div className={styles.line}>
      <span className={styles.kind}>{kindWords[one.kind]}</span>
      <strong className={styles.name}>{one.name}</strong>
      <span className={styles.between}>{one.environments.join(' · ')}</span>
    </div>
    <Aside>{sharedText(one)}</Aside>
    <details className={styles.uses}>
      <summary>{counted(one.uses.length, 'place')}</summary>
      <ul>
        {one.uses.map((use) => (
          <li key={`${use.environment} ${use.where}`}>
            {use.environment}: {use.where}
          </li>
        ))}
      </ul>
    </details>
  </li>
);

const Read = ({ report }: { readonly report: IsolationReport }) => (
  <>
    <ul className={styles.environments} aria-label="Environments">
      {report.environments.map(({ name, resources, own }) => (
        <li key={name}>
          <strong>{name}</strong> {own} of {resources} its own
        </li>
      ))}
    </ul>
    {report.shared.length === 0 ? (
      <EmptyState title="No two environments share anything" icon={<IconShieldCheck size={34} stroke={1.3} />}>
        As far as pools, addresses, configuration and credentials of the workspace say.
      </EmptyState>
    ) : (
      <ul className={styles.list} aria-label="Shared">
        {report.shared.map((one) => (
          <Shared key={`${one.kind} ${one.name}`} one={one} />
        ))}
      </ul>
    )}
    {report.unread.map(({ component, environment, failure }) => (
      <LeftOut
        key={`${component} ${environment}`}
        label={`Configuration of ${component} in ${environment}`}
        failure={failure}
      >
        {`What the configuration of ${component} uses in ${environment} is not in this report:`}
      </LeftOut>
    ))}
  </>
);

/** Every pool, host, database, queue and credential that two environments share. */
export const IsolationPage = () => {
  const orpc = useOrpc();
  const query = useQuery(orpc.isolation.queryOptions({ refetchInterval: lookAgainMs }));
  const report = query.data?.ok === true ? query.data.value : null;
  const alerts = report?.shared.filter(isAlert).length ?? 0;
  return (
    <Page
      title="Isolation"
      about={
        <>
          What two environments share, by the workspace file and by the configuration of what runs. What is accepted
          stands under <code>shared</code> in the file, with its reason.
        </>
      }
    >
      {alerts > 0 ? (
        <p role="alert" className={styles.alert}>
          Production shares {alerts === 1 ? 'something' : `${alerts} things`} that nobody has accepted.
        </p>
      ) : null}
      <AnswerNote of={query} reading="Reading the workspace and its configuration…" />
      {report === null ? null : <Read report={report} />}
    </Page>
  );
};
