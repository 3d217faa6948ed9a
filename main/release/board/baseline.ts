import type { Commit, Iso } from '../../../contract/commit';
import type { Baseline } from '../../../contract/snapshot';
import type { Component } from '../../../contract/workspace';
import { componentRecord } from '../record/fold';
import { latest } from '../record/latest';
import { recordOf, type Session } from '../session';

const day = 86_400_000;
const spans: Readonly<Record<Exclude<Baseline, 'previous'>, number>> = {
  '7d': 7 * day,
  '30d': 30 * day,
  '90d': 90 * day,
};

const before = (now: Iso, ms: number): Iso => new Date(Date.parse(now) - ms).toISOString();

/** What the last stage ran before its current candidate, by the ledger; null where it has run at most one. */
const previous = (session: Session, component: Component): Commit | null => {
  const last = session.workspace.stages.at(-1);
  const record = last ? recordOf(session.readings, last.environment) : null;
  if (!record) return null;
  const { deployments, recorded } = componentRecord(record, component.name);
  if (!recorded) return null;
  const went = deployments.filter((d) => d.state === 'deployed');
  return latest(went, (d) => d.candidate.commit !== recorded.commit && !d.faulty)?.candidate.commit ?? null;
};

/** What production ran before is the ledger's to say: until it was read, no number that counts from there can be told. */
export const baselineIsKnown = (session: Session): boolean => {
  const last = session.workspace.stages.at(-1);
  return (
    session.baseline !== 'previous' || (last !== undefined && recordOf(session.readings, last.environment) !== null)
  );
};

/** Where the funnel's universe begins: null means from the first commit on. */
export const baselineOf = async (session: Session, component: Component, mainline: Commit): Promise<Commit | null> => {
  if (session.baseline === 'previous') {
    const commit = previous(session, component);
    if (!commit) return null;
    // A baseline that the mirror lacks (rewritten history) can't be counted from.
    const there = await session.ports.history.points(component, [commit], session.signal);
    return there.ok ? commit : null;
  }
  const at = before(session.ports.clock.now(), spans[session.baseline]);
  const found = await session.ports.history.at(component, mainline, at, session.signal);
  return found.ok ? found.value : null;
};
