import { useState } from 'react';
import { useClient } from '../client';
import { Button } from '../ui/button';
import { Section } from './section';
import styles from './settings-page.module.css';
import { useAsk } from './use-ask';

export const Demo = () => {
  const client = useClient();
  const [sure, setSure] = useState(false);
  const { ask, pending, problem } = useAsk();
  return (
    <Section title="Demo" about="Four small services with real repositories and real processes, to try everything on.">
      <div className={styles.buttons}>
        {sure ? (
          <>
            <span role="status">
              This stops the demo’s processes and begins it anew. Its history is forgotten; nothing of yours is touched.
            </span>
            <Button
              look="danger"
              disabled={pending}
              onClick={() =>
                ask(async () => {
                  const result = await client.resetDemo();
                  setSure(false);
                  return result;
                })
              }
            >
              {pending ? 'Resetting…' : 'Reset it'}
            </Button>
            <Button disabled={pending} onClick={() => setSure(false)}>
              Keep it
            </Button>
          </>
        ) : (
          <Button look="danger" disabled={pending} onClick={() => setSure(true)}>
            Reset the demo…
          </Button>
        )}
      </div>
      {problem}
    </Section>
  );
};
