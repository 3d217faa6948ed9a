import type { BatchSize, Insights, Week } from '../../contract/insights';
import { counted } from '../../contract/words/counted';
import { BarChart } from './bar-chart';
import { FiguresTable } from '../ui/figures-table';
import styles from './insights.module.css';
import { Panel } from '../ui/panel';

const dayOf = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const weekText = ({ from }: Week): string => dayOf.format(new Date(from));

export const sizeText = ({ least, most }: BatchSize): string =>
  most === null ? `${least} or more` : least === most ? String(least) : `${least}–${most}`;

export const shareText = (part: number, of: number): string => (of === 0 ? '–' : `${Math.round((part / of) * 100)} %`);

const AsTable = ({ children }: { readonly children: React.ReactNode }) => (
  <details className={styles.asTable}>
    <summary>As a table</summary>
    {children}
  </details>
);

/** How many deployments a week, and how many of them failed. */
export const WeekChart = ({ weeks }: Pick<Insights, 'weeks'>) => (
  <Panel title="Deployments by week" about="Hatched: those that failed.">
    <BarChart
      name="Deployments by week"
      bars={weeks.map((week) => ({
        label: weekText(week),
        many: week.deployments,
        failed: week.failed,
        text: `Week from ${weekText(week)}: ${counted(week.deployments, 'deployment')}, ${week.failed} failed, ${week.bags} of them brown-paper-bag releases`,
      }))}
    />
    <AsTable>
      <FiguresTable
        caption="Deployments by week"
        heads={['Week from', 'Deployments', 'Failed', 'Brown paper bags']}
        rows={weeks.map((week) => ({
          key: week.from,
          cells: [weekText(week), week.deployments, week.failed, week.bags],
        }))}
      />
    </AsTable>
  </Panel>
);

/** Whether larger promotions fail more often. */
export const BatchChart = ({ sizes }: Pick<Insights, 'sizes'>) => (
  <Panel title="Batch size and failures" about="Deployments by the changes they carried. Hatched: those that failed.">
    <BarChart
      name="Batch size and failures"
      bars={sizes.map((size) => ({
        label: size.most === null ? `${size.least}+` : sizeText(size),
        many: size.deployments,
        failed: size.failed,
        text: `${sizeText(size)} changes: ${counted(size.deployments, 'deployment')}, ${size.failed} failed (${shareText(size.failed, size.deployments)})`,
      }))}
    />
    <AsTable>
      <FiguresTable
        caption="Batch size and failures"
        heads={['Changes', 'Deployments', 'Failed', 'Share']}
        rows={sizes.map((size) => ({
          key: sizeText(size),
          cells: [sizeText(size), size.deployments, size.failed, shareText(size.failed, size.deployments)],
        }))}
      />
    </AsTable>
  </Panel>
);
