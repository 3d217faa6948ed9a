import type { Person } from '../../contract/commit';
import { entrySchema, type Draft, type Entry } from '../../contract/entry';
import { done, failed, type Result } from '../../contract/failure';
import type { BranchState } from './branch';
import type { Clone } from './clone';
import { messageOf } from './entry-message';

/** Who signs entries. */
export interface Signer {
  readonly me: Person;
  readonly machine: string;
  uuid(): string;
}

export interface AppendPlace<B extends BranchState = BranchState> {
  readonly clone: Pick<Clone, 'commit' | 'push'>;
  readonly where: string;
  readonly environment: string;
  readonly ref: string;
  readonly maxTries: number;
  readonly signer: Signer;
  readonly now: () => string;
  /** Set where time is virtual. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** The branch as it is now. */
  readonly sync: () => Promise<B>;
  /** Tells what commits of ours would make of the branch, so that finding the last of them there needs no fetch. */
  readonly expect: (commits: readonly string[], on: B, messages: readonly string[]) => void;
}

/** Pushes that failed although nobody else was faster: refused, or the server has trouble. */
const maxRefused = 4;

const pause = (tries: number): number => Math.min(1500, 15 * 2 ** tries) * (0.5 + Math.random());

const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const finish = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    signal.addEventListener('abort', finish);
  });

const sign = (
  draft: Draft,
  { signer, now, environment }: Pick<AppendPlace, 'signer' | 'now' | 'environment'>,
): Entry => {
  const entry: Entry = { ...draft, format: 1, id: signer.uuid(), at: now(), by: signer.me, machine: signer.machine };
  const checked = entrySchema.safeParse(entry);
  // Nobody would read it, and its author would never find it again.
  if (!checked.success) throw new Error(`an entry that no reader would take: ${checked.error.message}`);
  if (entry.environment !== environment) throw new Error(`an entry of ${entry.environment} for ${environment}`);
  return entry;
};

/** Commits the entries on top of the branch, in the clone only. */
const write = async (
  place: Pick<AppendPlace, 'clone'>,
  on: BranchState,
  entries: readonly Entry[],
  signal: AbortSignal,
) => {
  const commits: string[] = [];
  const messages = entries.map(messageOf);
  for (const [index, entry] of entries.entries()) {
    const parent = commits.at(-1) ?? on.tip;
    commits.push(await place.clone.commit(parent, messages[index] ?? '', entry.by, entry.at, signal));
  }
  return { commits, messages };
};

/**
 * Lets `decide` draft entries and pushes them as one push that wins or changes nothing; success is reading our own ids there.
 * Ids of every attempt are looked for: a push that seemed to fail may land later.
 */
export const appendTo = async <B extends BranchState>(
  place: AppendPlace<B>,
  decide: (entries: readonly Entry[]) => Result<readonly Draft[]>,
  signal: AbortSignal,
): Promise<Result<B>> => {
  const attempts = new Set<string>();
  let refused = 0;
  let state = await place.sync();
  for (let tries = 0; tries < place.maxTries; tries++) {
    const drafts = decide(state.entries);
    if (!drafts.ok) return drafts;
    const entries = drafts.value.map((draft) => sign(draft, place));
    const first = entries[0];
    if (!first) return done(state);
    const { commits, messages } = await write(place, state, entries, signal);
    const tip = commits.at(-1) ?? '';
    place.expect(commits, state, messages);
    attempts.add(first.id);
    const before = state.tip;
    const why = await place.clone.push(tip, place.ref, before, signal);

    const found = async (): Promise<boolean> => {
      state = await place.sync();
      return state.entries.some((entry) => attempts.has(entry.id));
    };
    if (await found()) return done(state);
    if (state.tip === before) refused += 1;
    if (refused >= maxRefused) {
      return failed({
        kind: 'ledger-unreachable',
        ledger: place.where,
        why: why ?? 'it took the entry and does not show it',
      });
    }
    await (place.wait ?? sleep)(pause(Math.min(tries, 7)), signal);
    if (await found()) return done(state);
  }
  return failed({
    kind: 'ledger-contended',
    ledger: place.where,
    environment: place.environment,
    tries: place.maxTries,
  });
};
