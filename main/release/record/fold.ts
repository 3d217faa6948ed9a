import type { Commit, Iso } from '../../../contract/commit';
import type { Deployment } from '../../../contract/deployment';
import type { Entry, EntryOf } from '../../../contract/entry';
import type { Note } from '../../../contract/note';
import type { Recorded } from '../../../contract/snapshot';
import { isOpen, start, step, verified, type Folding, type Results } from './fold-entry';
import { isOfWhole, startWhole, stepWhole, type Whole } from './fold-whole';
import { latest } from './latest';

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
export interface EnvironmentRecord extends Whole {
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

const folded = (f: Folding): ComponentRecord => ({ ...f, deployments: [...f.deployments.values()] });

/** Folds an environment's entries, oldest first. Deterministic; an entry seen twice counts once; one out of turn changes nothing. */
export const fold = (entries: readonly Entry[]): EnvironmentRecord => {
  const components = new Map<string, Folding>();
  const verifications: EntryOf<'verification'>[] = [];
  const whole = startWhole();
  const results = new Map<string, Results>();
  const seen = new Set<string>();
  let claim: Deployment | null = null;
  for (const entry of entries) {
    if (seen.has(entry.id)) continue;
    seen.add(entry.id);
    if (isOfWhole(entry)) {
      stepWhole(whole, entry);
      continue;
    }
    // At most one open claim: a second one is not the environment's, whoever pushed it.
    if (entry.kind === 'claimed' && claim !== null) continue;
    const record = components.get(entry.component) ?? start();
    components.set(entry.component, record);
    if (entry.kind === 'verification') {
      verifications.push(entry);
      if (entry.deployment !== null) {
        const now = { ...results.get(entry.deployment), [entry.scope]: entry };
        results.set(entry.deployment, now);
        verified(record, entry.deployment, now);
      }
    } else step(record, entry);
    // An ended deployment that is claimed again stays ended, and so does not stand in the way of the next one.
    const about: string | undefined = entry.kind === 'claimed' ? entry.deployment : claim?.id;
    if (about !== undefined && (claim === null || claim.component === entry.component)) {
      const now: Deployment | undefined = record.deployments.get(about);
      claim = now && isOpen(now) ? now : null;
    }
  }
  return { components: new Map([...components].map(([name, f]) => [name, folded(f)])), claim, verifications, ...whole };
};

export const componentRecord = (record: EnvironmentRecord, component: string): ComponentRecord =>
  record.components.get(component) ?? emptyRecord;

/** The deployment whose verdict is unknown and that nobody has resolved; the newest, where there are several. */
export const unknownVerdict = (record: ComponentRecord): Deployment | null =>
  latest(record.deployments, (d) => d.state === 'unknown');
