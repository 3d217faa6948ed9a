import type { InsightsInput } from '../../../contract/api';
import { done, failed, type Result } from '../../../contract/failure';
import type { Insights, Stopped } from '../../../contract/insights';
import { dayMs } from '../../../contract/span';
import type { Component } from '../../../contract/workspace';
import { componentRecord } from '../record/fold';
import { readRecord, recordOf, type Session } from '../session';
import { batchSizes } from './batches';
import { brownPaperBags, isBag } from './brown-paper-bags';
import { dora, isIn, type Span } from './dora';
import { componentFigures, namedBags, peopleFigures, weeksOf } from './figures';
import { judgedBy } from './judged';
import { judgementsIn, readFacts, wentOut } from './read-facts';

/** What each stage held back in the span. */
const stoppedIn = (session: Session, components: readonly Component[], span: Span): readonly Stopped[] =>
  session.workspace.stages.flatMap((stage) => {
    const record = recordOf(session.readings, stage.environment);
    if (!record) return []; // that stage alone: the board says why
    const own = components.map(({ name }) => componentRecord(record, name));
    const deployments = own.flatMap((one) => one.deployments).filter((d) => isIn(span, d.endedAt ?? d.at));
    return {
      stage: stage.name,
      verification: deployments.filter((d) => wentOut(d) && d.verification === 'failed').length,
      rolledBack: deployments.filter((d) => wentOut(d) && d.cause === 'rollback').length,
      rejected: own.flatMap((one) => [...one.rejected.values()]).filter((note) => isIn(span, note.at)).length,
    };
  });

/** How a stage was delivered to over the last so many days: the last stage unless one is named. */
export const readInsights = async (session: Session, input: InsightsInput): Promise<Result<Insights>> => {
  const { stages, components: all } = session.workspace;
  const stage = input.stage === null ? stages.at(-1) : stages.find((one) => one.name === input.stage);
  if (!stage)
    return failed({ kind: 'no-such', what: 'stage', name: input.stage ?? '', known: stages.map((s) => s.name) });
  const components = all.filter(({ name }) => input.component === null || name === input.component);
  if (components.length === 0)
    return failed({ kind: 'no-such', what: 'component', name: input.component ?? '', known: all.map((c) => c.name) });
  const { environment } = stage;
  const record = readRecord(session.readings, environment);
  if (!record.ok) return record;
  const read = await Promise.all(components.map((component) => readFacts(session, component, record.value)));
  const now = Date.parse(session.ports.clock.now());
  const daysAgo = (days: number): string => new Date(now - days * dayMs).toISOString();
  const span = { from: daysAgo(input.days), to: daysAgo(0) };
  const known = read.flatMap((one) => one.facts);
  const bags = brownPaperBags(known, judgementsIn(record.value));
  const judged = judgedBy(known, bags);
  const counted = known.filter((fact) => isIn(span, fact.at));
  const named = namedBags(counted, bags, record.value.judged);
  return done({
    stage: stage.name,
    environment,
    ...span,
    dora: dora(known, bags, span),
    before: dora(known, bags, { from: daysAgo(2 * input.days), to: span.from }),
    weeks: weeksOf(counted, span, judged),
    sizes: batchSizes(counted, judged.failed),
    components: componentFigures(counted, known, judged),
    people: peopleFigures(counted),
    stopped: stoppedIn(session, components, span),
    bags: named.filter(isBag),
    dismissed: named.filter((bag) => !isBag(bag)),
    unread: components.flatMap(({ name }, i) => {
      const failure = read[i]?.failure ?? null;
      return failure === null ? [] : [{ component: name, failure }];
    }),
  });
};
