import type { Commit, Iso, Person } from '../../contract/commit';
import type { Deployment } from '../../contract/deployment';
import type { Entry } from '../../contract/entry';
import type { Note, Recorded } from '../../contract/snapshot';
import { latest } from './latest';

type EntryOf<K extends Entry['kind']> = Extract<Entry, { readonly kind: K }>;

/** What the ledger says about one component in one environment. */
export interface ComponentRecord {
  /** Oldest first, in the order they were claimed. */
  readonly deployments: readonly Deployment[];
  readonly recorded: Recorded | null;
  readonly hold: Note | null;
  readonly lock: (Note & { readonly expires: Iso | null }) | null;
  readonly rejected: ReadonlyMap<Commit, Note>;
  readonly approvals: readonly EntryOf<'approved'>[];
}

/** The fold of one environment's ledger. */
export interface EnvironmentRecord {
  readonly components: ReadonlyMap<string, ComponentRecord>;
  /** The one claim that has neither a verdict nor been withdrawn. */
  readonly claim: Deployment | null;
  /** Oldest first; of the whole environment. */
  readonly verifications: readonly EntryOf<'verification'>[];
}

export const emptyRecord: ComponentRecord = {
  deployments: [],
  recorded: null,
  hold: null,
  lock: null,
  rejected: new Map(),
  approvals: [],
};

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

const isOpen = (d: Deployment): boolean => d.state === 'claimed' || d.state === 'sending';

const recordOf = (d: Deployment, since: Iso): Recorded => ({
  commit: d.candidate.commit,
  version: d.candidate.version,
  at: since,
  deployment: d.id,
  by: d.by,
  since,
  cause: d.cause,
});

type Change = Partial<ComponentRecord>;

/** Changes one deployment, if it is there and may take the change: an entry that comes out of turn changes nothing. */
const change = (
  record: ComponentRecord,
  id: string | null,
  may: (d: Deployment) => boolean,
  to: (d: Deployment) => Deployment,
): readonly Deployment[] => record.deployments.map((d) => (d.id === id && may(d) ? to(d) : d));

const find = (record: ComponentRecord, id: string): Deployment | undefined =>
  record.deployments.find((d) => d.id === id);

const ended = (
  record: ComponentRecord,
  e: EntryOf<'verdict'> | EntryOf<'resolved'>,
  may: (d: Deployment) => boolean,
): Change => {
  const before = find(record, e.deployment);
  if (!before || !may(before)) return {};
  const text = e.kind === 'verdict' ? e.text : e.reason;
  let deployments = change(record, e.deployment, may, (d) => ({ ...d, state: e.verdict, endedAt: e.at, text }));
  if (e.verdict !== 'deployed') return { deployments };
  // What a rollback that went out leaves behind is faulty, and says by what it was rolled back.
  const left = before.cause === 'rollback' ? record.recorded?.deployment : null;
  if (left) deployments = deployments.map((d) => (d.id === left ? { ...d, faulty: true, rolledBackBy: before.id } : d));
  return { deployments, recorded: recordOf(before, e.at) };
};

const step = (record: ComponentRecord, e: Exclude<Entry, { kind: 'verification' }>): Change => {
  switch (e.kind) {
    case 'claimed':
      return find(record, e.deployment) ? {} : { deployments: [...record.deployments, begun(e)] };
    case 'sending':
      return {
        deployments: change(
          record,
          e.deployment,
          (d) => d.state === 'claimed',
          (d) => ({ ...d, state: 'sending' }),
        ),
      };
    case 'withdrawn':
      return {
        deployments: change(
          record,
          e.deployment,
          (d) => d.state === 'claimed',
          (d) => ({ ...d, state: 'withdrawn', endedAt: e.at, text: e.reason }),
        ),
      };
    case 'verdict':
      return ended(record, e, isOpen);
    case 'resolved':
      return ended(record, e, (d) => d.state === 'unknown' || d.state === 'sending');
    case 'rejected':
      return { rejected: new Map([...record.rejected, [e.commit, note(e)]]) };
    case 'held':
      return { hold: note(e) };
    case 'resumed':
      return { hold: null };
    case 'adopted':
      return {
        recorded: {
          commit: e.commit,
          version: null,
          at: e.at,
          deployment: null,
          by: e.by,
          since: e.at,
          cause: 'adopted',
        },
      };
    case 'locked':
      return { lock: { ...note(e), expires: e.expires } };
    case 'unlocked':
      return { lock: null };
    case 'approved':
      return { approvals: [...record.approvals, e] };
  }
};

/** The last result of each scope counts; of the two, the worse one. */
const verified = (
  record: ComponentRecord,
  id: string | null,
  all: readonly EntryOf<'verification'>[],
): ComponentRecord => {
  const own = all.filter((v) => v.deployment === id);
  const last = (['component', 'environment'] as const).flatMap((scope) => latest(own, (v) => v.scope === scope) ?? []);
  const outcomes = last.map((v) => v.outcome);
  const verification = outcomes.find((o) => o === 'failed') ?? outcomes.find((o) => o === 'void') ?? 'passed';
  const results = last.flatMap((v) => v.results);
  const deployments = record.deployments.map((d): Deployment =>
    d.id === id ? { ...d, verification, results, faulty: d.rolledBackBy !== null || verification === 'failed' } : d,
  );
  return { ...record, deployments };
};

/** Folds an environment's entries, oldest first. Deterministic; an entry seen twice counts once; one out of turn changes nothing. */
export const fold = (entries: readonly Entry[]): EnvironmentRecord => {
  const components = new Map<string, ComponentRecord>();
  const verifications: EntryOf<'verification'>[] = [];
  const seen = new Set<string>();
  let claim: Deployment | null = null;
  for (const entry of entries) {
    if (seen.has(entry.id)) continue;
    seen.add(entry.id);
    // At most one open claim: a second one is not the environment's, whoever pushed it.
    if (entry.kind === 'claimed' && claim !== null) continue;
    const before = components.get(entry.component) ?? emptyRecord;
    if (entry.kind === 'verification') verifications.push(entry);
    const after =
      entry.kind === 'verification'
        ? verified(before, entry.deployment, verifications)
        : { ...before, ...step(before, entry) };
    components.set(entry.component, after);
    // An ended deployment that is claimed again stays ended, and so does not stand in the way of the next one.
    const about: string | undefined = entry.kind === 'claimed' ? entry.deployment : claim?.id;
    if (about !== undefined && (claim === null || claim.component === entry.component)) {
      const now: Deployment | undefined = find(after, about);
      claim = now && isOpen(now) ? now : null;
    }
  }
  return { components, claim, verifications };
};

export const componentRecord = (record: EnvironmentRecord, component: string): ComponentRecord =>
  record.components.get(component) ?? emptyRecord;

/** The deployment whose verdict is unknown and that nobody has resolved; the newest, where there are several. */
export const unknownVerdict = (record: ComponentRecord): Deployment | null =>
  latest(record.deployments, (d) => d.state === 'unknown');
