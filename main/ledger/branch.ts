import type { Entry } from '../../contract/entry';
import { LedgerTrouble, type Clone } from './clone';
import { entryOf } from './entry-message';
import type { Witness } from './witness';

/** What one branch of the ledger says, up to `tip`. */
export interface BranchState {
  readonly tip: string | null;
  readonly entries: readonly Entry[];
  /** Commits that are no entry this version knows, of another environment, or an entry met before. */
  readonly skipped: number;
}

export const emptyBranch: BranchState = { tip: null, entries: [], skipped: 0 };

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Adds the commits' entries. An entry counts where it stands first, and only on the branch of its environment. */
export const extend = (
  state: BranchState,
  environment: string,
  tip: string,
  messages: readonly string[],
): BranchState => {
  const known = new Set(state.entries.map((entry) => entry.id));
  const entries = [...state.entries];
  let { skipped } = state;
  for (const message of messages) {
    const entry = entryOf(message);
    if (!entry || entry.environment !== environment || known.has(entry.id)) {
      skipped += 1;
      continue;
    }
    known.add(entry.id);
    entries.push(entry);
  }
  return { tip, entries, skipped };
};

export interface BranchPlace {
  readonly clone: Clone;
  readonly witness: Witness;
  /** The ledger's name, for failures. */
  readonly where: string;
  readonly environment: string;
  readonly slug: string;
  /** Makes commits that were found on the ledger outlast a power cut, before the witness does: else it would bear false witness. */
  readonly settle: (commits: readonly string[]) => Promise<void>;
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

/**
 * The branch at a tip that has been fetched: history that was seen must be part of it. Throws `ledger-rewritten`.
 * @param again reads the tip anew
 */
export const advance = async (
  place: BranchPlace,
  before: BranchState,
  tip: string | null,
  again: () => Promise<string | null>,
  signal: AbortSignal,
): Promise<BranchState> => {
  const { clone, environment } = place;
  const seen = (await place.witness.seen(place.slug)) ?? before.tip;
  const at = seen === null ? tip : await settledTip(place, seen, tip, again, signal);
  if (at === null) {
    if (seen !== null) throw rewritten(place, seen);
    return emptyBranch;
  }
  const isOurs = before.tip === null || before.tip === at || before.tip === seen;
  if (!isOurs && before.tip !== null && !(await clone.isAncestor(before.tip, at, signal)))
    throw rewritten(place, before.tip);
  const log = before.tip === at ? [] : await clone.log(at, before.tip, signal);
  if (at !== seen)
    await witnessed(
      place,
      at,
      log.map((one) => one.commit),
    );
  return extend(
    before,
    environment,
    at,
    log.map((one) => one.message),
  );
};

/** Remembers a tip, and makes sure first that it will still be there. */
export const witnessed = async (place: BranchPlace, tip: string, commits: readonly string[]): Promise<void> => {
  await place.settle(commits);
  await place.witness.see(place.slug, tip);
};
