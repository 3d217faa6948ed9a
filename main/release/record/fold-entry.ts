import type { Commit, Iso, Person } from '../../../contract/commit';
import type { Deployment } from '../../../contract/deployment';
import type { Entry, EntryOf } from '../../../contract/entry';
import type { Note } from '../../../contract/note';
import type { Recorded } from '../../../contract/snapshot';
import type { WholeKind } from './fold-whole';

// What one entry changes of a component's record; `fold.ts` puts them in a row.

const note = (entry: { readonly by: Person; readonly at: Iso; readonly reason: string }): Note => ({
  by: entry.by,
  at: entry.at,
  reason: entry.reason,
});

const begun = (e: EntryOf<'claimed'>): Deployment => ({
  id: e.deployment,
  promotion: e.promotion,
  component: e.component,
  stage: e.stage,
  environment: e.environment,
  candidate: e.candidate,
  from: e.from,
  cause: e.cause,
  by: e.by,
  machine: e.machine,
  at: e.at,
  changes: e.changes,
  release: e.release,
  reason: e.reason,
  overrides: e.overrides,
  state: 'claimed',
  endedAt: null,
  text: null,
  verification: null,
  results: [],
  faulty: false,
  rolledBackBy: null,
});

export const isOpen = (d: Deployment): boolean => d.state === 'claimed' || d.state === 'sending';

const recordOf = (d: Deployment, since: Iso): Recorded => ({
  commit: d.candidate.commit,
  version: d.candidate.version,
  at: since,
  deployment: d.id,
  by: d.by,
  since,
  cause: d.cause,
});

/** A component's record while it is folded: what one entry changes costs that entry, however long the ledger is. */
export interface Folding {
  readonly deployments: Map<string, Deployment>;
  recorded: Recorded | null;
  hold: Note | null;
  lock: (Note & { readonly expires: Iso | null }) | null;
  readonly rejected: Map<Commit, Note>;
  approvals: readonly EntryOf<'approved'>[];
}

export const start = (): Folding => ({
  deployments: new Map(),
  recorded: null,
  hold: null,
  lock: null,
  rejected: new Map(),
  approvals: [],
});

/** Changes one deployment, if it is there and may take the change: an entry that comes out of turn changes nothing. */
const change = (
  { deployments }: Folding,
  id: string,
  may: (d: Deployment) => boolean,
  to: (d: Deployment) => Deployment,
): Deployment | null => {
  const before = deployments.get(id);
  if (!before || !may(before)) return null;
  deployments.set(id, to(before));
  return before;
};

const ended = (record: Folding, e: EntryOf<'verdict'> | EntryOf<'resolved'>, may: (d: Deployment) => boolean): void => {
  const text = e.kind === 'verdict' ? e.text : e.reason;
  const before = change(record, e.deployment, may, (d) => ({ ...d, state: e.verdict, endedAt: e.at, text }));
  if (!before || e.verdict !== 'deployed') return;
  // What a rollback that went out leaves behind is faulty, and says by what it was rolled back.
  const left = before.cause === 'rollback' ? record.recorded?.deployment : null;
  if (left)
    change(
      record,
      left,
      () => true,
      (d) => ({ ...d, faulty: true, rolledBackBy: before.id }),
    );
  record.recorded = recordOf(before, e.at);
};

/** An approval is for one deployment: once that is sent it is used up, however it ends. */
const useApprovals = (record: Folding, id: string): void => {
  const used = record.deployments.get(id);
  if (used)
    record.approvals = record.approvals.filter(
      ({ candidate, stage }) => candidate !== used.candidate.id || stage !== used.stage,
    );
};

export const step = (record: Folding, e: Exclude<Entry, { kind: 'verification' | WholeKind }>): void => {
  switch (e.kind) {
    case 'claimed':
      if (!record.deployments.has(e.deployment)) record.deployments.set(e.deployment, begun(e));
      return;
    case 'sending':
      change(
        record,
        e.deployment,
        (d) => d.state === 'claimed',
        (d) => ({ ...d, state: 'sending' }),
      );
      return useApprovals(record, e.deployment);
    case 'withdrawn':
      change(
        record,
        e.deployment,
        (d) => d.state === 'claimed',
        (d) => ({ ...d, state: 'withdrawn', endedAt: e.at, text: e.reason }),
      );
      return;
    case 'verdict':
      return ended(record, e, isOpen);
    case 'resolved':
      return ended(record, e, (d) => d.state === 'unknown' || d.state === 'sending');
    case 'rejected':
      record.rejected.set(e.commit, note(e));
      return;
    case 'held':
      record.hold = note(e);
      return;
    case 'resumed':
      record.hold = null;
      return;
    case 'adopted':
      record.recorded = {
        commit: e.commit,
        version: null,
        at: e.at,
        deployment: null,
        by: e.by,
        since: e.at,
        cause: 'adopted',
      };
      return;
    case 'locked':
      record.lock = { ...note(e), expires: e.expires };
      return;
    case 'unlocked':
      record.lock = null;
      return;
    case 'approved':
      record.approvals = [...record.approvals, e];
  }
};

/** The last result of each scope, of one deployment. */
export type Results = { readonly [scope in EntryOf<'verification'>['scope']]?: EntryOf<'verification'> };

/** The last result of each scope counts; of the two, the worse one. */
export const verified = (record: Folding, id: string, { component, environment }: Results): void => {
  const last = [component, environment].flatMap((v) => v ?? []);
  const outcomes = last.map((v) => v.outcome);
  const verification = outcomes.find((o) => o === 'failed') ?? outcomes.find((o) => o === 'void') ?? 'passed';
  const results = last.flatMap((v) => v.results);
  change(
    record,
    id,
    () => true,
    (d) => ({ ...d, verification, results, faulty: d.rolledBackBy !== null || verification === 'failed' }),
  );
};
