import { isBelieved, type Entry, type Signature } from '../../contract/entry';
import type { LedgerAlarm } from '../release/record-ports';
import { LedgerTrouble, type Clone } from './clone';
import { EntryLog, type SignedEntry } from './entry-log';
import { entryOf } from './entry-message';
import type { LoggedCommit } from './raw-log';
import type { Witness } from './witness';

/** What one branch of the ledger says, up to `tip`. */
export interface BranchState {
  readonly tip: string | null;
  readonly entries: readonly Entry[];
  /** Commits that are no entry this version knows, of another environment, or an entry met before. */
  readonly skipped: number;
}

/** A branch that is read on from here. */
export interface FollowedBranch extends BranchState {
  readonly log: EntryLog;
}

const stateOf = (tip: string | null, log: EntryLog, skipped: number): FollowedBranch => ({
  tip,
  log,
  skipped,
  // Made when somebody looks, once: what is added does not pay for what is there.
  get entries() {
    return log.entries;
  },
});

export const emptyBranch: FollowedBranch = stateOf(null, EntryLog.empty, 0);

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Adds the commits' entries. An entry counts where it stands first, and only on the branch of its environment.
 * @param signatures of the messages, in order; without them they are unsigned
 */
export const extend = (
  state: FollowedBranch,
  environment: string,
  tip: string,
  messages: readonly string[],
  signatures: readonly Signature[] = [],
): FollowedBranch => {
  const more = messages.flatMap((message, index): readonly SignedEntry[] => {
    const entry = entryOf(message);
    return entry?.environment === environment ? [{ entry, signature: signatures[index] ?? { kind: 'unsigned' } }] : [];
  });
  const log = state.log.plus(more);
  return stateOf(tip, log, state.skipped + messages.length - (log.count - state.log.count));
};

/** A branch as it was reached, and why it can't be followed further. */
export interface Reached {
  readonly state: FollowedBranch;
  readonly alarm: LedgerAlarm | null;
}

export interface BranchPlace {
  readonly clone: Clone;
  readonly witness: Witness;
  /** The ledger's name, for failures. */
  readonly where: string;
  readonly environment: string;
  readonly slug: string;
  /** Makes commits that were found on the ledger outlast a power cut, before the witness does: else it would bear false witness. */
  readonly settle: (commits: readonly string[]) => Promise<void>;
  readonly judge: (commits: readonly LoggedCommit[]) => Promise<readonly Signature[]>;
}

/** How often an older tip is read again: a server with several replicas may answer from one that lags. */
const lagging = 3;

const rewritten = ({ where, environment }: BranchPlace, seen: string): LedgerTrouble =>
  new LedgerTrouble({ kind: 'ledger-rewritten', ledger: where, environment, seen });

/** A tip that contains what was seen; an older one is read again, for a while. Throws `ledger-rewritten`. */
const settledTip = async (
  place: BranchPlace,
  seen: string,
  first: string | null,
  again: () => Promise<string | null>,
  signal: AbortSignal,
): Promise<string | null> => {
  let tip = first;
  for (let tries = 0; tip !== null && tip !== seen; tries++) {
    if (await place.clone.isAncestor(seen, tip, signal)) return tip;
    const isOlder = await place.clone.isAncestor(tip, seen, signal);
    if (!isOlder || tries === lagging || signal.aborted) throw rewritten(place, seen);
    await sleep(150);
    tip = await again();
  }
  return tip;
};

const forged = (
  { where, environment }: BranchPlace,
  commit: string,
  entry: Entry,
  signature: Signature,
): LedgerAlarm => {
  const says = `${entry.by.name} <${entry.by.email}>`;
  const signedBy = 'by' in signature ? signature.by : null;
  return {
    failure: { kind: 'ledger-forged', ledger: where, environment, commit, says, signedBy },
    disbelieved: { ...entry, signature },
  };
};

/** What was logged up to the first entry that is not to be believed: what stands on it is not either. */
const believe = async (
  place: BranchPlace,
  before: FollowedBranch,
  at: string,
  log: readonly LoggedCommit[],
): Promise<Reached> => {
  const signatures = await place.judge(log);
  const isForged = ({ message }: LoggedCommit, index: number): boolean => {
    const signature = signatures[index];
    return signature !== undefined && !isBelieved(signature) && entryOf(message)?.environment === place.environment;
  };
  const end = log.findIndex(isForged);
  const good = end === -1 ? log : log.slice(0, end);
  const tip = end === -1 ? at : (good.at(-1)?.commit ?? before.tip);
  const messages = good.map((one) => one.message);
  const state = tip === null ? before : extend(before, place.environment, tip, messages, signatures);
  const [commit, signature] = [log[end], signatures[end]];
  const entry = commit ? entryOf(commit.message) : null;
  const alarm = commit && signature && entry ? forged(place, commit.commit, entry, signature) : null;
  return { state, alarm };
};

/**
 * The branch at a tip that has been fetched: history that was seen must be part of it. Throws `ledger-rewritten`.
 * @param again reads the tip anew
 */
export const advance = async (
  place: BranchPlace,
  before: FollowedBranch,
  tip: string | null,
  again: () => Promise<string | null>,
  signal: AbortSignal,
): Promise<Reached> => {
  const { clone } = place;
  const seen = (await place.witness.seen(place.slug)) ?? before.tip;
  const at = seen === null ? tip : await settledTip(place, seen, tip, again, signal);
  if (at === null) {
    if (seen !== null) throw rewritten(place, seen);
    return { state: emptyBranch, alarm: null };
  }
  const isOurs = before.tip === null || before.tip === at || before.tip === seen;
  if (!isOurs && before.tip !== null && !(await clone.isAncestor(before.tip, at, signal)))
    throw rewritten(place, before.tip);
  const log = before.tip === at ? [] : await clone.log(at, before.tip, signal);
  const reached = await believe(place, before, at, log);
  const { tip: believed } = reached.state;
  // Under an alarm nothing is witnessed, so that a forged end can be taken off the branch again.
  if (reached.alarm === null && believed !== null && believed !== seen)
    await witnessed(
      place,
      believed,
      log.map((one) => one.commit),
    );
  return reached;
};

/** Remembers a tip, and makes sure first that it will still be there. */
export const witnessed = async (place: BranchPlace, tip: string, commits: readonly string[]): Promise<void> => {
  await place.settle(commits);
  await place.witness.see(place.slug, tip);
};
