import type { Candidate } from '../../contract/candidate';
import type { Commit, Iso, Person } from '../../contract/commit';
import type { Deployment } from '../../contract/deployment';
import type { Cause } from '../../contract/entry';
import type { Cell, InFlight, Snapshot } from '../../contract/snapshot';
import type { Progress } from './progress';

/** What is known about a deployment beside its events. */
export interface Facts {
  readonly component: string;
  readonly stage: string;
  readonly candidate: Candidate;
  readonly from: Commit | null;
  readonly cause: Cause;
  readonly by: Person;
  readonly since: Iso;
  readonly reason: string | null;
  readonly changes: number | null;
  /** On its way, as the snapshot has it; null once it ended. */
  readonly inFlight: InFlight | null;
  readonly cell: Cell | null;
}

interface Found {
  readonly component: string;
  readonly cell: Cell;
}

const cellOf = (snapshot: Snapshot, matches: (component: string, cell: Cell) => boolean): Found | null => {
  for (const { name, cells } of snapshot.components) {
    const cell = cells.find((each) => matches(name, each));
    if (cell !== undefined) return { component: name, cell };
  }
  return null;
};

/** From the snapshot while it is on its way, from the ledger's record otherwise; null where neither knows it. */
export const factsOf = (snapshot: Snapshot, id: string, record: Deployment | null): Facts | null => {
  const flying = cellOf(snapshot, (_, cell) => cell.inFlight?.deployment === id);
  if (flying !== null && flying.cell.inFlight !== null) {
    const { component, cell } = flying;
    const { candidate, from, cause, by, since } = flying.cell.inFlight;
    const { reason = null, changes = null } = record ?? {};
    const { stage, inFlight } = cell;
    return { component, stage, candidate, from, cause, by, since, reason, changes, inFlight, cell };
  }
  if (record === null) return null;
  const { component, stage, candidate, from, cause, by, at: since, reason, changes } = record;
  const own = cellOf(snapshot, (name, cell) => name === component && cell.stage === stage);
  return {
    component,
    stage,
    candidate,
    from,
    cause,
    by,
    since,
    reason,
    changes,
    inFlight: null,
    cell: own?.cell ?? null,
  };
};

/** Where no events are at hand (a teammate's deployment, an old one): as much as the snapshot or the record says. */
export const withoutEvents = (progress: Progress, facts: Facts | null, record: Deployment | null): Progress => {
  if (progress.phases.length > 0 || progress.ending !== null || facts === null) return progress;
  const { inFlight } = facts;
  if (inFlight !== null) {
    const { phase, since, text, countdownMs } = inFlight;
    const countdown = phase === 'countdown' && countdownMs !== null ? { at: since, totalMs: countdownMs } : null;
    return { ...progress, countdown: progress.countdown ?? countdown, phases: [{ phase, at: since, text }] };
  }
  if (record === null) return progress;
  const requested = { phase: 'requested', at: record.at, text: '' } as const;
  const at = record.endedAt ?? record.at;
  const tests = record.results.map((result) => ({ scope: 'component' as const, result }));
  switch (record.state) {
    case 'claimed':
    case 'sending':
      return { ...progress, phases: [requested, { phase: record.state, at: record.at, text: '' }] };
    case 'withdrawn':
      return {
        ...progress,
        phases: [requested],
        ending: { at, ending: { kind: 'nothing-sent', failure: { kind: 'withdrawn', by: record.by.name } } },
      };
    case 'deployed':
    case 'not-deployed':
    case 'unknown':
      return {
        ...progress,
        tests,
        phases: [requested, { phase: 'sending', at: record.at, text: '' }],
        ending: {
          at,
          ending: {
            kind: 'verdict',
            verdict: record.state,
            verification: record.verification ?? 'none',
            text: record.text ?? '',
            next: '',
            failure: null,
          },
        },
      };
  }
};

/** Nobody works on it: this machine holds it since a crash, and no event has told more. */
export const isOrphaned = (facts: Facts | null): boolean => facts?.inFlight?.orphaned === true;
