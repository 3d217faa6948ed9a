import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { EndpointTest as Found } from '../../contract/api';
import { shortCommit } from '../../contract/commit';
import { explain } from '../../contract/explain';
import { useOrpc } from '../client';
import { Button } from '../ui/button';
import { HealthMark } from '../ui/health-mark';
import styles from './settings-page.module.css';

const foundText = ({ answers, commit }: Found): string =>
  answers ? (commit === null ? 'answers' : `runs ${shortCommit(commit)}`) : 'does not say what runs';

interface EndpointTestProps {
  readonly component: string;
  readonly stage: string;
  /** Each new round tests again; none in round 0. */
  readonly round: number;
}

export const EndpointTest = ({ component, stage, round }: EndpointTestProps) => {
  const [asked, setAsked] = useState(false);
  const orpc = useOrpc();
  const input = { component, stage };
  const query = useQuery({
    ...orpc.testEndpoint.queryOptions({ input, enabled: asked || round > 0 }),
    queryKey: [...orpc.testEndpoint.queryKey({ input }), round],
    gcTime: 0,
  });
  const result = query.data;
  const words = result?.ok === false ? explain(result.failure) : null;
  const again = (): void => {
    setAsked(true);
    if (asked || round > 0) void query.refetch();
  };
  return (
    <div className={styles.test}>
      <Button
        look="quiet"
        aria-label={`Test connection of ${component} in ${stage}`}
        disabled={query.isFetching}
        onClick={again}
      >
        {query.isFetching ? 'Asking…' : result === undefined ? 'Test connection' : 'Again'}
      </Button>
      <span role="status" className={styles.answer}>
        {query.isFetching || result === undefined ? null : words === null && result.ok ? (
          <details className={styles.found}>
            <summary>
              <HealthMark tone={result.value.answers ? 'ok' : 'bad'} text={foundText(result.value)} labelled />
            </summary>
            <ul>
              {[result.value.text, ...result.value.lines].map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </details>
        ) : words === null ? null : (
          <span title={`${words.what}\n${words.next}`}>
            <HealthMark tone="bad" text={words.title} labelled />
          </span>
        )}
        {query.isError && !query.isFetching ? (
          <HealthMark tone="bad" text="no answer from the engine" labelled />
        ) : null}
      </span>
    </div>
  );
};
