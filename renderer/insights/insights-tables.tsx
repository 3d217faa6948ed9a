import type { Insights } from '../../contract/insights';
import { figureText } from '../../contract/words/insights';
import { useGo } from '../location';
import { Age } from '../ui/age';
import { Person } from '../ui/person';
import { FiguresTable } from '../ui/figures-table';
import styles from './insights.module.css';
import { Panel } from '../ui/panel';

/** Of each component what it was deployed, and how that went. */
export const ComponentTable = ({ components }: Pick<Insights, 'components'>) => {
  const go = useGo();
  return (
    <Panel title="Components" about="Usual: nine of ten promotions carried at most so many changes." wide>
      <FiguresTable
        caption="Components"
        heads={['Component', 'Deployments', 'Failed', 'Brown paper bags', 'Lead time', 'Batch', 'Usual']}
        rows={components.map((one) => ({
          key: one.component,
          cells: [
            <button key="go" type="button" className={styles.link} onClick={() => go.component(one.component)}>
              {one.component}
            </button>,
            one.deployments,
            one.failed,
            one.bags,
            figureText(one.leadTime, 'span'),
            one.batch ?? '–',
            one.usualBatch ?? 'too little history',
          ],
        }))}
      />
    </Panel>
  );
};

export const StoppedTable = ({ stopped }: Pick<Insights, 'stopped'>) => (
  <Panel title="What each stage stopped">
    <FiguresTable
      caption="What each stage stopped"
      heads={['Stage', 'Failed there', 'Rolled back', 'Rejected']}
      rows={stopped.map((one) => ({
        key: one.stage,
        cells: [one.stage, one.verification, one.rolledBack, one.rejected],
      }))}
    />
  </Panel>
);

export const PeopleTable = ({ people }: Pick<Insights, 'people'>) => (
  <Panel title="Who deployed what">
    <FiguresTable
      caption="Who deployed what"
      heads={['Person', 'Deployments', 'Components', 'Last']}
      words={[0, 2, 3]}
      rows={people.map((one) => ({
        key: one.person.email,
        cells: [
          <Person key="who" of={one.person} full />,
          one.deployments,
          one.components.join(', '),
          <Age key="age" at={one.last} suffix="ago" />,
        ],
      }))}
    />
  </Panel>
);
