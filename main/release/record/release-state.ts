import type { Candidate } from '../../../contract/candidate';
import type { Deployment } from '../../../contract/deployment';
import type { ReleaseState, StepState } from '../../../contract/release';
import { componentRecord, type EnvironmentRecord } from './fold';
import { isOpen } from './fold-entry';
import { latest } from './latest';

/** What the ledger says of one component of a release at one stage. */
export interface StepRecord {
  readonly component: string;
  readonly candidate: Candidate;
  readonly state: StepState;
  /** The last deployment that was a part of the release. */
  readonly last: Deployment | null;
  /** The deployment of the release that brought the candidate and was not put back, where it is there now: what putting back takes back. */
  readonly brought: Deployment | null;
}

const stateOf = (
  record: EnvironmentRecord,
  release: string,
  candidate: Candidate,
): Pick<StepRecord, 'state' | 'last' | 'brought'> => {
  const own = componentRecord(record, candidate.component);
  const parts = own.deployments.filter((deployment) => deployment.release === release);
  const last = parts.at(-1) ?? null;
  const ours = latest(parts, (d) => d.state === 'deployed' && d.candidate.commit === candidate.commit);
  const moved = latest(parts, (d) => d.state === 'deployed');
  const as = (state: StepState, brought: Deployment | null = null) => ({ state, last, brought });
  if (last && isOpen(last)) return as('on-its-way');
  if (last?.state === 'unknown') return as('unknown');
  const mover = own.deployments.find((deployment) => deployment.id === own.recorded?.deployment) ?? null;
  if (own.recorded?.commit === candidate.commit)
    return as(mover?.faulty ? 'faulty' : 'there', moved === ours ? ours : null);
  // Rolled back from what the release brought, by itself or by a click: it is back, and did not go on.
  const isBack = mover?.release === release || (mover?.cause === 'rollback' && mover.from === candidate.commit);
  if (ours) return as(isBack ? 'put-back' : 'moved-since');
  return as(last ? 'failed' : 'waiting');
};

/** Every component of a set at one stage, in the order given; `gone` are those that the workspace has no more. */
export const stepsOf = (
  record: EnvironmentRecord,
  release: string,
  set: readonly Candidate[],
  order: readonly string[],
): readonly StepRecord[] => {
  const place = new Map(order.map((name, i) => [name, i]));
  return [...set]
    .sort((a, b) => (place.get(a.component) ?? Infinity) - (place.get(b.component) ?? Infinity))
    .map((candidate) => ({
      component: candidate.component,
      candidate,
      ...(place.has(candidate.component)
        ? stateOf(record, release, candidate)
        : { state: 'gone' as const, last: null, brought: null }),
    }));
};

/**
 * How the release as a whole stands. *Partly deployed* is a plain state: something of it went out, and not all of it is there. Components
 * that are gone count for nothing.
 */
export const stateOfAll = (steps: readonly StepRecord[]): ReleaseState => {
  const present = steps.filter((step) => step.state !== 'gone');
  const all = (...states: readonly StepState[]): boolean => present.every((step) => states.includes(step.state));
  if (present.some((step) => step.state === 'on-its-way')) return 'on-its-way';
  if (all('there')) return present.length > 0 ? 'deployed' : 'waiting';
  const ours = present.filter((step) => step.last !== null && step.state !== 'failed');
  if (ours.length === 0) return 'waiting';
  if (all('there', 'moved-since')) return 'moved-since';
  // What moved alone since is no longer of it; where the rest was put back, nothing of it is there.
  const isOver = ours.every(({ state }) => state === 'put-back' || state === 'moved-since');
  return isOver && ours.some(({ state }) => state === 'put-back') ? 'put-back' : 'partly-deployed';
};
