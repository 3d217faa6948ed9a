import type { InsightsInput } from '../../../contract/api';
import type { Deployment } from '../../../contract/deployment';
import { done, failed, type Failure, type Result } from '../../../contract/failure';
import type { Insights, Stopped } from '../../../contract/insights';
import { dayMs } from '../../../contract/span';
import type { Component } from '../../../contract/workspace';
import { componentRecord, type EnvironmentRecord } from '../fold';
import { readRecord, recordOf, type Session } from '../session';
import { batchSizes } from './batches';
import { brownPaperBags } from './brown-paper-bags';
import type { DeploymentFact } from './deployment-fact';
import { dora, isIn, type Span } from './dora';
import { componentFigures, namedBags, peopleFigures, weeksOf } from './figures';
import { judgedBy } from './judged';

interface Read {
  readonly facts: readonly DeploymentFact[];
  readonly failure: Failure | null;
}

const wentOut = (deployment: Deployment): boolean => deployment.state === 'deployed';

const factOf = (d: Deployment, changes: DeploymentFact['changes']): DeploymentFact => ({
  id: d.id,
  component: d.component,
  at: d.endedAt ?? d.at,
  from: d.from,
  commit: d.candidate.commit,
  version: d.candidate.version,
  by: d.by,
  cause: d.cause,
  verification: d.verification,
  changes,
});

/** All deployments of a component that changed what an environment runs, with what each was the first to bring. */
const factsOf = async (session: Session, component: Component, record: EnvironmentRecord): Promise<Read> => {
  const deployments = componentRecord(record, component.name).deployments.filter(wentOut);
  const first = deployments[0];
  if (!first) return { facts: [], failure: null };
  const commits = deployments.map((deployment) => deployment.candidate.commit);
  const since = first.from ?? first.candidate.commit;
  const brought = await session.ports.history.brought(component, since, commits, session.signal);
  const changes = brought.ok ? brought.value : [];
  return {
    facts: deployments.map((deployment, i) => factOf(deployment, changes[i] ?? [])),
    failure: brought.ok ? null : brought.failure,
  };
};

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
  const read = await Promise.all(components.map((component) => factsOf(session, component, record.value)));
  const now = Date.parse(session.ports.clock.now());
  const daysAgo = (days: number): string => new Date(now - days * dayMs).toISOString();
  const span = { from: daysAgo(input.days), to: daysAgo(0) };
  const known = read.flatMap((one) => one.facts);
  const bags = brownPaperBags(known);
  const judged = judgedBy(known, bags);
  const counted = known.filter((fact) => isIn(span, fact.at));
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
    bags: namedBags(counted, bags),
    unread: components.flatMap(({ name }, i) => {
      const failure = read[i]?.failure ?? null;
      return failure === null ? [] : [{ component: name, failure }];
    }),
  });
};
