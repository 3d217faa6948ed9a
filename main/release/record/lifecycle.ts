import type { Commit } from '../../../contract/commit';
import type { Deployment } from '../../../contract/deployment';
import type { Draft, Entry, Verdict } from '../../../contract/entry';
import type { Failure } from '../../../contract/failure';
import { componentRecord, fold, type EnvironmentRecord } from './fold';
import type { JournalRecord } from '../record-ports';

// A deployment's life, in one pure place: what journal and ledger say → what may happen next. The app, the terminal and recovery ask it.

/** What this machine's journal says of a deployment that has not ended here. */
export type Noted = 'nothing' | 'requested' | 'sending';
/** What the environment's ledger says of it. */
export type OnLedger = 'nothing' | Deployment['state'];

/**
 * What may happen to a deployment that nobody works on. There is no `send`: whoever did not claim it a moment ago never sends it.
 * - `withdraw`: nothing was sent; say so in the journal.
 * - `withdraw-claim`: nothing was sent; say so on the ledger, which frees the environment, and in the journal.
 * - `observe`: it may have been sent: look, then give the verdict that the observation proves.
 * - `close`: it has ended on the ledger; the journal learns it.
 * - `none`: there is nothing to do.
 */
export type Move = 'withdraw' | 'withdraw-claim' | 'observe' | 'close' | 'none';

export const moveFor = (noted: Noted, onLedger: OnLedger): Move => {
  switch (onLedger) {
    // SENDING is durable in the journal before it is on the ledger, and accepted there before the first byte leaves.
    case 'nothing':
      return noted === 'nothing' ? 'none' : 'withdraw';
    case 'claimed':
      return 'withdraw-claim';
    case 'sending':
      return 'observe';
    case 'withdrawn':
    case 'deployed':
    case 'not-deployed':
    case 'unknown':
      return noted === 'nothing' ? 'none' : 'close';
  }
};

export type Requested = Extract<JournalRecord, { kind: 'requested' }>;

export interface Unfinished {
  readonly requested: Requested;
  readonly noted: Exclude<Noted, 'nothing'>;
}

/** The deployments that a journal began and did not end, oldest first. */
export const unfinished = (records: readonly JournalRecord[]): readonly Unfinished[] => {
  const open = new Map<string, Unfinished>();
  for (const record of records) {
    const before = open.get(record.deployment);
    if (record.kind === 'requested') open.set(record.deployment, { requested: record, noted: 'requested' });
    else if (record.kind === 'sending' && before) open.set(record.deployment, { ...before, noted: 'sending' });
    else if (record.kind !== 'sending') open.delete(record.deployment);
  }
  return [...open.values()];
};

export interface Claiming {
  readonly environment: string;
  readonly component: string;
  readonly promotion: string;
  /** What ran when the person looked. */
  readonly from: Commit | null;
  /** What was recorded when it was last looked at what runs; undefined where that was not known. */
  readonly recorded: Commit | null | undefined;
}

/** Why the environment can't be claimed on this record, whatever its rules say; null: it can. */
export const claimRefusal = (record: EnvironmentRecord, claiming: Claiming): Failure | null => {
  const { environment, component, promotion, from } = claiming;
  const held = (by: Deployment): Failure => ({
    kind: 'claim-held',
    environment,
    component: by.component,
    by: by.by.name,
    since: by.at,
  });
  if (record.claim) return held(record.claim);
  const own = componentRecord(record, component);
  // The same promotion is one deployment, on whichever machine it was asked for.
  const same = own.deployments.find((d) => d.promotion === promotion);
  if (same) return held(same);
  // Somebody's deployment came between the look and the claim: what was looked at is no more.
  const recorded = own.recorded?.commit ?? null;
  if (claiming.recorded !== undefined && recorded !== claiming.recorded && recorded !== from)
    return { kind: 'moved', environment, component, seen: from, now: recorded };
  return null;
};

/** An order leaves within this time after its claim was asked for, or not at all: who looks at a claim that seems left waits it out. */
export const sendWithinMs = 20_000;
/** What a sender that died has put on the way arrives within this time. */
export const arriveWithinMs = 10_000;

/** Why what was claimed is not sent after all; null: it may be, once, now. */
export const sendRefusal = (
  record: EnvironmentRecord,
  own: { readonly environment: string; readonly component: string; readonly deployment: string },
  claimedMs: number,
): Failure | null => {
  const { environment, component } = own;
  // Somebody looked into it while the claim was on its way, and gave its verdict: an order after a verdict would make it false.
  if (onLedger(record, component, own.deployment) !== 'sending')
    return { kind: 'claim-lost', environment, component, why: 'taken-over' };
  return claimedMs > sendWithinMs ? { kind: 'claim-lost', environment, component, why: 'late' } : null;
};

/** What the ledger says of one deployment. */
export const onLedger = (record: EnvironmentRecord, component: string, deployment: string): OnLedger =>
  componentRecord(record, component).deployments.find((d) => d.id === deployment)?.state ?? 'nothing';

export interface Ended {
  readonly environment: string;
  readonly component: string;
  readonly deployment: string;
  readonly verdict: Verdict;
  readonly observed: Commit | null;
  readonly text: string;
}

/** A verdict, where the deployment is on the ledger and has none: exactly one ends it. */
export const verdictDrafts = (entries: readonly Entry[], ended: Ended): readonly Draft[] => {
  const state = onLedger(fold(entries), ended.component, ended.deployment);
  return state === 'sending' || state === 'claimed' ? [{ ...ended, kind: 'verdict' }] : [];
};

/** The end of a claim before SENDING, where it is still one. */
export const withdrawDrafts = (
  entries: readonly Entry[],
  claim: Omit<Ended, 'verdict' | 'observed'>,
): readonly Draft[] => {
  const { environment, component, deployment, text } = claim;
  const state = onLedger(fold(entries), component, deployment);
  return state === 'claimed' ? [{ environment, component, kind: 'withdrawn', deployment, reason: text }] : [];
};

/** May a person say how it ended? Only what is unknown; what is being sent is looked at first. */
export const mayResolve = (state: OnLedger): boolean => state === 'unknown';

/** A person's resolution, where nobody has resolved it meanwhile. */
export const resolutionDrafts = (
  entries: readonly Entry[],
  { text, ...resolution }: Omit<Ended, 'verdict'> & { readonly verdict: Exclude<Verdict, 'unknown'> },
): readonly Draft[] =>
  mayResolve(onLedger(fold(entries), resolution.component, resolution.deployment))
    ? [{ ...resolution, kind: 'resolved', reason: text }]
    : [];
