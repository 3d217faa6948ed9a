import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Result } from '../../contract/failure';
import type { CheckedText, TestedTarget, TestTextInput } from '../../contract/new-workspace';
import { useClient } from '../client';
import { TrustActs } from '../trust/trust-acts';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { HealthMark } from '../ui/health-mark';
import styles from './new-workspace.module.css';

const Answers = ({ targets }: { readonly targets: readonly TestedTarget[] }) => (
  <table className={styles.answers} aria-label="Connections">
    <thead>
      <tr>
        <th scope="col">Target</th>
        <th scope="col">What it said</th>
      </tr>
    </thead>
    <tbody>
      {targets.map(({ component, stage, answers, text }) => (
        <tr key={JSON.stringify([component, stage])}>
          <th scope="row">
            {component} in {stage}
          </th>
          <td>
            <HealthMark tone={answers ? 'ok' : 'bad'} text={text} labelled />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

interface Heard {
  readonly targets: readonly TestedTarget[];
  readonly of: number;
}

const asking = (heard: Heard | null): string =>
  heard === null ? 'Asking…' : `Asking… ${heard.targets.length} of ${heard.of}`;

/** A test, and what it has heard so far while it goes on. */
const useTest = () => {
  const client = useClient();
  const [heard, setHeard] = useState<Heard | null>(null);
  const test = useMutation({
    mutationFn: async (input: TestTextInput): Promise<Result<readonly TestedTarget[]>> => {
      setHeard(null);
      for await (const event of await client.testText(input)) {
        if (event.type === 'ended') return event.result;
        const { target, of } = event;
        setHeard((before) => ({ of, targets: [...(before?.targets ?? []), target] }));
      }
      throw new Error('the line broke');
    },
  });
  return { test, heard: test.isPending ? heard : null };
};

interface ConnectionsProps {
  readonly file: string;
  readonly text: string;
  /** What the text says; null: it does not read, or that is not known yet. */
  readonly checked: CheckedText | null;
}

/** Asks every target what it runs, once somebody has agreed to what that takes. */
export const Connections = ({ file, text, checked }: ConnectionsProps) => {
  const [agreeing, setAgreeing] = useState(false);
  const { test, heard } = useTest();
  const answer = test.data;
  return (
    <div className={styles.part}>
      <div className={styles.row}>
        <Button disabled={checked === null || test.isPending} onClick={() => setAgreeing(true)}>
          {test.isPending ? asking(heard) : 'Test connections'}
        </Button>
        <span className={styles.about}>Reads what runs; nothing is deployed.</span>
      </div>
      {agreeing && checked !== null ? (
        <section className={styles.acts} aria-label="Before anything is asked">
          <p>This file may do the following on this machine, in your name. Nothing of it has been done yet.</p>
          <TrustActs acts={checked.acts.list} agreed={null} />
          <div className={styles.row}>
            <Button
              look="primary"
              onClick={() => {
                setAgreeing(false);
                test.mutate({ file, text, hash: checked.acts.hash });
              }}
            >
              Trust and test
            </Button>
            <Button onClick={() => setAgreeing(false)}>Not now</Button>
          </div>
        </section>
      ) : null}
      {answer?.ok === false ? <FailureNote failure={answer.failure} /> : null}
      {heard ? <Answers targets={heard.targets} /> : null}
      {answer?.ok === true ? <Answers targets={answer.value} /> : null}
      {test.isError ? <p role="alert">The engine did not answer. Try again in a moment.</p> : null}
    </div>
  );
};
