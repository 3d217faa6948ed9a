import { useState } from 'react';
import { useSnapshot } from '../store';
import { Button } from '../ui/button';
import { EndpointTest } from './endpoint-test';
import { Section } from './section';
import styles from './settings-page.module.css';

/** Asks each endpoint what it runs; nothing is deployed. */
export const Endpoints = () => {
  const components = useSnapshot((snapshot) => snapshot.components.map((component) => component.name));
  const stages = useSnapshot((snapshot) => snapshot.stages.map((stage) => stage.name));
  const [all, setAll] = useState(0);
  return (
    <Section title="Endpoints" about="A test asks the endpoint what it runs, with your secrets. It deploys nothing.">
      {components.length === 0 ? (
        <p className={styles.note}>The workspace names no components.</p>
      ) : (
        <>
          <div className={styles.scroll}>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">Component</th>
                  {stages.map((stage) => (
                    <th key={stage} scope="col">
                      {stage}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {components.map((component) => (
                  <tr key={component}>
                    <th scope="row">{component}</th>
                    {stages.map((stage) => (
                      <td key={stage}>
                        <EndpointTest component={component} stage={stage} round={all} />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <div className={styles.buttons}>
            <Button onClick={() => setAll(all + 1)}>Test all connections</Button>
          </div>
        </>
      )}
    </Section>
  );
};
