import { nameOf } from '../../contract/commit';
import type { Insights } from '../../contract/insights';
import { evidenceText, judgementText } from '../../contract/words/bag';
import { doraSource, doraWords, figureText, valueText, doraNames } from '../../contract/words/insights';
import { counted } from '../../contract/words/counted';
import { csvTable, markdownTable } from '../ui/tables';
import { shareText, sizeText } from './charts';

const day = (at: string): string => at.slice(0, 10);

/** Figures as they were computed: milliseconds, deployments a day, shares. */
export const insightsCsv = (insights: Insights): string =>
  csvTable([
    ['table', 'what', 'figure', 'value', 'of'],
    ...doraNames.map((name) => {
      const { value, of } = insights.dora[name];
      return ['dora', insights.stage, name, String(value ?? ''), String(of)];
    }),
    ...insights.weeks.flatMap((week) => [
      ['week', day(week.from), 'deployments', String(week.deployments), ''],
      ['week', day(week.from), 'failed', String(week.failed), String(week.deployments)],
      ['week', day(week.from), 'brown-paper-bags', String(week.bags), String(week.deployments)],
    ]),
    ...insights.sizes.map((size) => ['batch', sizeText(size), 'failed', String(size.failed), String(size.deployments)]),
    ...insights.components.flatMap((one) => [
      ['component', one.component, 'failed', String(one.failed), String(one.deployments)],
      ['component', one.component, 'leadTime', String(one.leadTime ?? ''), ''],
      ['component', one.component, 'batch', String(one.batch ?? ''), ''],
    ]),
    ...insights.people.map((one) => ['person', one.person.name, 'deployments', String(one.deployments), '']),
    ...insights.bags.map((bag) => [
      'brown-paper-bag',
      bag.component,
      nameOf(bag),
      bag.at,
      [...bag.evidence.map(evidenceText), judgementText(bag)].filter(Boolean).join('; '),
    ]),
  ]);

export const insightsMarkdown = (workspace: string, insights: Insights): string =>
  [
    `# ${workspace.replaceAll(/[\\#*_`[\]]/g, '\\$&').replaceAll('<', '&lt;')}: ${insights.stage}, ${day(insights.from)} to ${day(insights.to)}\n`,
    markdownTable(
      ['Figure', 'Value', 'Of', 'Before'],
      doraNames.map((name) => {
        const words = doraWords[name];
        const now = insights.dora[name];
        const before = valueText(insights.before[name], words.unit);
        return [words.name, valueText(now, words.unit), counted(now.of, ...words.of), before];
      }),
    ),
    `By DORA’s definitions (${doraSource}).\n`,
    '## Batch size and failures\n',
    markdownTable(
      ['Changes', 'Deployments', 'Failed', 'Share'],
      insights.sizes.map((size) => [
        sizeText(size),
        String(size.deployments),
        String(size.failed),
        shareText(size.failed, size.deployments),
      ]),
    ),
    '## Brown-paper-bag releases\n',
    insights.bags.length === 0
      ? 'None in this span.\n'
      : markdownTable(
          ['Component', 'Candidate', 'Day', 'Who', 'Evidence', 'Judgement'],
          insights.bags.map((bag) => [
            bag.component,
            nameOf(bag),
            day(bag.at),
            bag.by.name,
            bag.evidence.map(evidenceText).join('; '),
            judgementText(bag) ?? '–',
          ]),
        ),
    '## Components\n',
    markdownTable(
      ['Component', 'Deployments', 'Failed', 'Lead time', 'Batch', 'Usual'],
      insights.components.map((one) => [
        one.component,
        String(one.deployments),
        String(one.failed),
        figureText(one.leadTime, 'span'),
        String(one.batch ?? '–'),
        String(one.usualBatch ?? '–'),
      ]),
    ),
  ].join('\n');
