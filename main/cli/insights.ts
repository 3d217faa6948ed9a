import pc from 'picocolors';
import type { NamedBag } from '../../contract/insights';
import { allEvidenceText, judgementText } from '../../contract/words/bag';
import { doraWords, valueText, doraNames } from '../../contract/words/insights';
import { nameOf } from '../../contract/commit';
import { counted } from '../../contract/words/counted';
import { readInsights } from '../release/insights/read-insights';
import { shortId } from './short-id';
import { complain, print, printJson, say, withWorkspace, type Common, type ExitCode } from './terminal';

export interface InsightsOptions extends Common {
  readonly component?: string;
  readonly days: number;
}

/** Its deployment comes first: `humdrum bag` takes it. */
const bagLine = (bag: NamedBag): string =>
  [
    shortId(bag.deployment),
    bag.at.slice(0, 16),
    `${bag.component} ${nameOf(bag)}`,
    bag.by.name,
    allEvidenceText(bag),
    judgementText(bag) ?? 'not judged',
  ].join('  ');

/** DORA's five of a stage, the last one unless it is named, and its brown-paper-bag releases. */
export const insights = async (stage: string | undefined, options: InsightsOptions): Promise<ExitCode> =>
  withWorkspace(options, async ({ session }) => {
    const read = await readInsights(session, {
      stage: stage ?? null,
      component: options.component ?? null,
      days: options.days,
    });
    if (!read.ok) return complain(read.failure);
    const found = read.value;
    if (options.json) {
      printJson({ format: 1, ...found });
      return 0;
    }
    print(pc.bold(`${found.stage}, ${found.from.slice(0, 10)} to ${found.to.slice(0, 10)}`));
    for (const name of doraNames) {
      const words = doraWords[name];
      const { of } = found.dora[name];
      const value = valueText(found.dora[name], words.unit);
      const before = valueText(found.before[name], words.unit);
      print(
        `${words.name.padEnd(32)} ${value.padEnd(14)} ${pc.dim(`of ${counted(of, ...words.of)}, ${before} before`)}`,
      );
    }
    for (const bag of found.bags) print(`${pc.yellow('brown paper bag')}  ${bagLine(bag)}`);
    for (const bag of found.dismissed) print(pc.dim(`dismissed        ${bagLine(bag)}`));
    for (const { component, failure } of found.unread) {
      say(`The changes of ${component} are in no figure:`);
      complain(failure);
    }
    return 0;
  });
