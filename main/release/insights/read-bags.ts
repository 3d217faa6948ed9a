import { done, type Result } from '../../../contract/failure';
import type { NamedBag } from '../../../contract/insights';
import type { Component } from '../../../contract/workspace';
import { findDeployment } from '../on-record/known-deployments';
import { recordOf, type Session } from '../session';
import { brownPaperBags } from './brown-paper-bags';
import { namedBags } from './figures';
import { judgementsIn, readFacts } from './read-facts';

/** The brown-paper-bag releases of one component in one environment, newest first, dismissed ones among them. */
export const readBags = async (
  session: Session,
  component: Component,
  environment: string,
): Promise<readonly NamedBag[]> => {
  const record = recordOf(session.readings, environment);
  if (!record) return [];
  // Where git can't be asked, rollbacks and people still say what they say.
  const { facts } = await readFacts(session, component, record);
  return namedBags(facts, brownPaperBags(facts, judgementsIn(record)), record.judged);
};

/** One deployment as a brown-paper-bag release; null where neither what followed nor a person says that it is one. */
export const readBag = async (session: Session, deployment: string): Promise<Result<NamedBag | null>> => {
  const found = findDeployment(session, deployment);
  if (!found.ok) return found;
  const component = session.workspace.components.find((one) => one.name === found.value.component);
  if (!component) return done(null);
  const bags = await readBags(session, component, found.value.environment);
  return done(bags.find((bag) => bag.deployment === deployment) ?? null);
};
