import { IconChartBar } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Insights } from '../../contract/insights';
import { doraNames, doraSource } from '../../contract/words/insights';
import { slugOf } from '../../contract/slug';
import { useOrpc } from '../client';
import { useLastGood } from '../last-good';
import { useSnapshot } from '../store';
import { AnswerNote } from '../ui/answer-note';
import { Button } from '../ui/button';
import { Choice } from '../ui/choice';
import { download } from '../ui/download';
import { EmptyState } from '../ui/empty-state';
import { LeftOut } from '../ui/left-out';
import { Page } from '../ui/page';
import { BagTable } from './bag-table';
import { BatchChart, WeekChart } from './charts';
import { insightsCsv, insightsMarkdown } from './export-insights';
import { FigureTile } from './figure-tile';
import { ComponentTable, PeopleTable, StoppedTable } from './insights-tables';
import styles from './insights.module.css';

const spans: Readonly<Record<string, string>> = { '30': '30 days', '90': '90 days', '365': 'a year' };
const lookAgainMs = 30_000;

const Figures = ({ dora, before }: Pick<Insights, 'dora' | 'before'>) => (
  <div className={styles.tiles}>
    {doraNames.map((name) => (
      <FigureTile
        key={name}
        name={name}
        figure={dora[name]}
        before={before[name]}
        note={
          name === 'failedDeploymentRecoveryTime' && dora.unrecovered > 0
            ? `${dora.unrecovered} not recovered yet`
            : null
        }
      />
    ))}
  </div>
);

const Read = ({ insights }: { readonly insights: Insights }) =>
  insights.components.length === 0 ? (
    <EmptyState title="Nothing was deployed in this span" icon={<IconChartBar size={34} stroke={1.3} />}>
      Figures stand here once {insights.stage} has been deployed to.
    </EmptyState>
  ) : (
    <>
      <Figures dora={insights.dora} before={insights.before} />
      {insights.unread.map(({ component, failure }) => (
        <LeftOut key={component} label={`History of ${component}`} failure={failure}>
          {`The changes of ${component} are in no figure:`}
        </LeftOut>
      ))}
      <div className={styles.panels}>
        <WeekChart weeks={insights.weeks} />
        <BatchChart sizes={insights.sizes} />
        <BagTable bags={insights.bags} dismissed={insights.dismissed} />
        <ComponentTable components={insights.components} />
        <StoppedTable stopped={insights.stopped} />
        <PeopleTable people={insights.people} />
      </div>
    </>
  );

/** How the last stage was delivered to: DORA's five, batch sizes, brown-paper-bag releases. */
export const InsightsPage = () => {
  const orpc = useOrpc();
  const stages = useSnapshot((snapshot) => snapshot.stages.map((stage) => stage.name));
  const names = useSnapshot((snapshot) => snapshot.components.map((component) => component.name));
  const workspace = useSnapshot((snapshot) => snapshot.workspace.name);
  const [stage, setStage] = useState<string | null>(null);
  const [component, setComponent] = useState<string | null>(null);
  const [days, setDays] = useState(90);
  const input = { stage, component, days };
  const query = useQuery(
    orpc.insights.queryOptions({
      input,
      placeholderData: keepPreviousData,
      refetchInterval: lookAgainMs,
    }),
  );
  const insights = useLastGood(query, JSON.stringify(input))?.value ?? null;
  const file = `${slugOf(workspace)}-insights`;
  return (
    <Page
      title="Insights"
      about={
        <>
          by{' '}
          <a href={doraSource} target="_blank" rel="noreferrer">
            DORA’s definitions
          </a>
          , from ledger and git
        </>
      }
      controls={
        <>
          <Choice
            label="Span"
            all="90 days"
            value={days === 90 ? null : String(days)}
            choices={['30', '365']}
            words={spans}
            pick={(value) => setDays(Number(value ?? 90))}
          />
          <Choice
            label="Stage"
            all={stages.at(-1) ?? 'the last stage'}
            value={stage}
            choices={stages.slice(0, -1).reverse()}
            pick={setStage}
          />
          <Choice label="Component" all="all components" value={component} choices={names} pick={setComponent} />
          <Button
            disabled={insights === null}
            onClick={() => insights && download(`${file}.csv`, 'text/csv', insightsCsv(insights))}
          >
            CSV
          </Button>
          <Button
            disabled={insights === null}
            onClick={() => insights && download(`${file}.md`, 'text/markdown', insightsMarkdown(workspace, insights))}
          >
            Markdown
          </Button>
        </>
      }
    >
      <AnswerNote of={query} reading="Reading ledger and git…" />
      {insights === null ? null : <Read insights={insights} />}
    </Page>
  );
};
