import type { Deployment } from '../../../contract/deployment';
import type { Failure } from '../../../contract/failure';
import type { Judgement } from '../../../contract/insights';
import type { Component } from '../../../contract/workspace';
import { componentRecord, type EnvironmentRecord } from '../record/fold';
import type { Session } from '../session';
import type { DeploymentFact } from './deployment-fact';

export interface ReadFacts {
  readonly facts: readonly DeploymentFact[];
  readonly failure: Failure | null;
}

/** It changed what an environment runs. */
export const wentOut = (deployment: Deployment): boolean => deployment.state === 'deployed';

const factOf = (d: Deployment, incident: boolean, changes: DeploymentFact['changes']): DeploymentFact => ({
  id: d.id,
  component: d.component,
  at: d.endedAt ?? d.at,
  from: d.from,
  commit: d.candidate.commit,
  version: d.candidate.version,
  by: d.by,
  cause: d.cause,
  verification: d.verification,
  incident,
  changes,
});

/** All deployments of a component that changed what an environment runs, with what each was the first to bring. */
export const readFacts = async (
  session: Session,
  component: Component,
  record: EnvironmentRecord,
): Promise<ReadFacts> => {
  const deployments = componentRecord(record, component.name).deployments.filter(wentOut);
  const first = deployments[0];
  if (!first) return { facts: [], failure: null };
  const commits = deployments.map((deployment) => deployment.candidate.commit);
  const since = first.from ?? first.candidate.commit;
  const brought = await session.ports.history.brought(component, since, commits, session.signal);
  const changes = brought.ok ? brought.value : [];
  const incidents = new Set([...record.incidents.values()].map((incident) => incident.deployment));
  return {
    facts: deployments.map((deployment, i) => factOf(deployment, incidents.has(deployment.id), changes[i] ?? [])),
    failure: brought.ok ? null : brought.failure,
  };
};

/** What people said last, by deployment. */
export const judgementsIn = ({ judged }: EnvironmentRecord): ReadonlyMap<string, Judgement> =>
  new Map([...judged].map(([id, { judgement }]) => [id, judgement]));
