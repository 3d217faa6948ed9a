import { useState } from 'react';
import { fixText } from '../../contract/words/incident';
import { bindings } from '../keys';
import { useSnapshot } from '../store';
import { Button } from '../ui/button';
import { Key } from '../ui/key';
import { Said } from '../ui/said';
import styles from './incidents.module.css';
import { OpenIncident } from './open-incident';
import { OpenOne } from './open-one';

interface DeploymentIncidentsProps {
  readonly deployment: string;
  /** What a new one is called unless somebody says it better. */
  readonly title: string;
  /** Somebody is opening one. */
  readonly writing: boolean;
  readonly write: (writing: boolean) => void;
}

/** What went wrong with a deployment, open until its permanent fix is named. */
export const DeploymentIncidents = ({ deployment, title, writing, write }: DeploymentIncidentsProps) => {
  const incidents = useSnapshot((snapshot) => snapshot.incidents);
  const [closed, setClosed] = useState<string | null>(null);
  return (
    <section className={styles.incidents} aria-label="Incidents">
      {incidents
        .filter((each) => each.deployment === deployment)
        .map((each) => (
          <OpenOne
            key={each.id}
            incident={each}
            closed={({ opened }, fix) => setClosed(`Incident closed. “${opened.reason}” is ${fixText(fix)}.`)}
          />
        ))}
      <Said>{closed}</Said>
      {writing ? (
        <OpenIncident deployment={deployment} title={title} close={() => write(false)} />
      ) : (
        <div className={styles.opens}>
          <Button look="quiet" onClick={() => write(true)}>
            Open an incident <Key keys={bindings.incident.keys} />
          </Button>
        </div>
      )}
    </section>
  );
};
