import { slugOf } from '../../contract/slug';
import type { Signature } from '../../contract/entry';
import { advance, emptyBranch, extend, witnessed, type BranchPlace, type FollowedBranch, type Reached } from './branch';
import { LedgerTrouble, type Clone } from './clone';
import { syncLocalLedger } from './local-ledger';
import type { Signatures } from './signatures';
import type { Witness } from './witness';

export interface Followed {
  readonly clone: Clone;
  readonly witness: Witness;
  readonly seals: Signatures;
  readonly where: string;
  readonly shared: boolean;
  /** The ref of an environment's branch. */
  readonly refOf: (environment: string) => string;
}

/** What the branch says once commits of ours are found on it. */
interface Expected {
  readonly commits: readonly string[];
  readonly state: FollowedBranch;
}

/** What was read of the branches so far, and how they are read on. */
export interface Follower {
  readonly known: (environment: string) => FollowedBranch | undefined;
  /** Forgets what was read: the clone is another one. */
  readonly forget: () => void;
  /** The environments at `tips`; what has moved is fetched at once. An alarm of one environment is not the others'. */
  readonly follow: (
    environments: readonly string[],
    tips: ReadonlyMap<string, string>,
    signal: AbortSignal,
  ) => Promise<readonly Reached[]>;
  /** The branch that an append decides on. Throws its alarm. */
  readonly sync: (environment: string, signal: AbortSignal) => Promise<FollowedBranch>;
  /** An append begins: answers how it tells what commits of ours would make of the branch, so that finding them needs no fetch. */
  readonly expecting: (
    environment: string,
  ) => (
    commits: readonly string[],
    on: FollowedBranch,
    messages: readonly string[],
    signatures: readonly Signature[],
  ) => void;
}

const sizeOf = (state: FollowedBranch): number => state.log.count + state.skipped;

export const createFollower = ({ clone, witness, seals, where, shared, refOf }: Followed): Follower => {
  const states = new Map<string, FollowedBranch>();
  const expected = new Map<string, Map<string, Expected>>();

  const place = (environment: string, signal: AbortSignal): BranchPlace => ({
    clone,
    witness,
    where,
    environment,
    slug: slugOf(environment),
    settle: async (commits) => {
      if (!shared) await syncLocalLedger(where, refOf(environment), commits);
    },
    judge: (commits) => seals.judge(commits, signal),
  });

  /** A reading and an append of the same environment may overlap; history only grows, so the longer one is the newer one. */
  const keep = (environment: string, state: FollowedBranch): FollowedBranch => {
    const known = states.get(environment) ?? emptyBranch;
    const newer = sizeOf(state) >= sizeOf(known) ? state : known;
    states.set(environment, newer);
    return newer;
  };

  const reach = async (environment: string, tip: string | null, signal: AbortSignal): Promise<Reached> => {
    const at = place(environment, signal);
    const ours = tip === null ? undefined : expected.get(environment)?.get(tip);
    if (ours && tip !== null) {
      await witnessed(at, tip, ours.commits);
      return { state: keep(environment, ours.state), alarm: null };
    }
    const again = async (): Promise<string | null> => {
      const read = await clone.tips(refOf(environment), signal);
      if (read.size > 0) await clone.fetch(read, signal);
      return read.get(refOf(environment)) ?? null;
    };
    const before = states.get(environment) ?? emptyBranch;
    try {
      const { state, alarm } = await advance(at, before, tip, again, signal);
      return { state: keep(environment, state), alarm };
    } catch (error) {
      if (!(error instanceof LedgerTrouble) || error.failure.kind !== 'ledger-rewritten') throw error;
      return { state: before, alarm: { failure: error.failure, disbelieved: null } };
    }
  };

  const follower: Follower = {
    known: (environment) => states.get(environment),
    forget: () => states.clear(),
    follow: async (environments, tips, signal) => {
      // Who may sign has changed: all is judged anew.
      if (await seals.changed()) states.clear();
      const isNew = (environment: string): boolean => {
        const tip = tips.get(refOf(environment));
        return tip !== undefined && tip !== states.get(environment)?.tip && !expected.get(environment)?.has(tip);
      };
      const moved = new Map(environments.filter(isNew).map((e) => [refOf(e), tips.get(refOf(e)) ?? '']));
      if (moved.size > 0) await clone.fetch(moved, signal);
      const reached: Reached[] = [];
      for (const environment of environments)
        reached.push(await reach(environment, tips.get(refOf(environment)) ?? null, signal));
      return reached;
    },
    sync: async (environment, signal) => {
      const tips = await clone.tips(refOf(environment), signal);
      const [reached] = await follower.follow([environment], tips, signal);
      if (reached?.alarm) throw new LedgerTrouble(reached.alarm.failure);
      return reached?.state ?? emptyBranch;
    },
    expecting: (environment) => {
      const outcomes = new Map<string, Expected>();
      expected.set(environment, outcomes);
      return (commits, on, messages, signatures) => {
        const tip = commits.at(-1) ?? '';
        outcomes.set(tip, { commits, state: extend(on, environment, tip, messages, signatures) });
      };
    },
  };
  return follower;
};
