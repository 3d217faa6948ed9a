import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Iso } from '../../contract/commit';
import { done, failed, type Result } from '../../contract/failure';
import { slugOf } from '../../contract/slug';
import type { Ledger, LedgerReading } from '../release/record-ports';
import { appendTo, type Signer } from './append';
import { advance, emptyBranch, extend, witnessed, type BranchPlace, type BranchState } from './branch';
import { CloneTrouble, createClone, LedgerTrouble, troubleOf } from './clone';
import { makeLocalLedger, syncLocalLedger } from './local-ledger';
import { runGit, type RunGit } from './run-git';
import { createWitness } from './witness';

export interface LedgerOptions {
  /** URL or absolute path of a git repository. */
  readonly where: string;
  /** False: a repository on this machine, made when it is first needed. */
  readonly shared: boolean;
  /** The app's own folder for clones and witnesses; several processes may use it at once. */
  readonly folder: string;
  readonly workspaceName: string;
  readonly identity: Signer;
  readonly now: () => Iso;
  readonly run?: RunGit;
  /** How often an append that loses the race is tried again. */
  readonly maxTries?: number;
}

export interface TeamLedger extends Ledger {
  /** Commits of the environment's branch, as last read, that were passed over: no entries this version knows. */
  skipped(environment: string): number;
}

/** What the branch says once commits of ours are found on it. */
interface Expected {
  readonly commits: readonly string[];
  readonly state: BranchState;
}

const sizeOf = (state: BranchState): number => state.entries.length + state.skipped;

/** What git must never be given as an address, however it came here. */
const isSafe = (where: string): boolean => !/^-|^[A-Za-z][A-Za-z0-9+.-]*::|[\p{C}]/u.test(where);

/**
 * The team's append-only record: a branch without files for each environment, `refs/heads/humdrum/<workspace>/<environment>`, a commit
 * an entry. Failures: `ledger-unreachable`, `ledger-rewritten`, `ledger-contended`, `data-folder`, `git-missing`, `cancelled`.
 */
export const createLedger = (options: LedgerOptions): TeamLedger => {
  const { where, shared, now, run = runGit, maxTries = 40 } = options;
  // A witness belongs to one place: another ledger has another history.
  const folder = join(options.folder, createHash('sha256').update(where).digest('hex').slice(0, 16));
  const clone = createClone(folder, where, run);
  const witness = createWitness(join(folder, 'seen'));
  const prefix = `refs/heads/humdrum/${slugOf(options.workspaceName)}/`;
  const refOf = (environment: string): string => `${prefix}${slugOf(environment)}`;

  const states = new Map<string, BranchState>();
  const expected = new Map<string, Map<string, Expected>>();
  const turns = new Map<string, Promise<unknown>>();
  const place = (environment: string): BranchPlace => ({
    clone,
    witness,
    where,
    environment,
    slug: slugOf(environment),
    settle: async (commits) => {
      if (!shared) await syncLocalLedger(where, refOf(environment), commits);
    },
  });

  const prepare = async (signal: AbortSignal): Promise<void> => {
    await clone.prepare(signal);
    if (shared) return;
    const why = await makeLocalLedger(where, run, signal);
    if (why !== null) throw new LedgerTrouble({ kind: 'ledger-unreachable', ledger: where, why });
  };

  /** A reading and an append of the same environment may overlap; history only grows, so the longer one is the newer one. */
  const keep = (environment: string, state: BranchState): BranchState => {
    const known = states.get(environment) ?? emptyBranch;
    const newer = sizeOf(state) >= sizeOf(known) ? state : known;
    states.set(environment, newer);
    return newer;
  };

  /** The environments at `tips`; what has moved is fetched at once. */
  const follow = async (
    environments: readonly string[],
    tips: ReadonlyMap<string, string>,
    signal: AbortSignal,
  ): Promise<readonly BranchState[]> => {
    const expectedAt = (environment: string): Expected | undefined =>
      expected.get(environment)?.get(tips.get(refOf(environment)) ?? '');
    const isNew = (environment: string): boolean => {
      const tip = tips.get(refOf(environment));
      return tip !== undefined && tip !== states.get(environment)?.tip && !expectedAt(environment);
    };
    const moved = new Map(environments.filter(isNew).map((e) => [refOf(e), tips.get(refOf(e)) ?? '']));
    if (moved.size > 0) await clone.fetch(moved, signal);
    const reached: BranchState[] = [];
    for (const environment of environments) {
      const ours = expectedAt(environment);
      const again = async (): Promise<string | null> => {
        const read = await clone.tips(refOf(environment), signal);
        if (read.size > 0) await clone.fetch(read, signal);
        return read.get(refOf(environment)) ?? null;
      };
      const before = states.get(environment) ?? emptyBranch;
      const tip = tips.get(refOf(environment)) ?? null;
      if (ours && tip !== null) await witnessed(place(environment), tip, ours.commits);
      const state = ours?.state ?? (await advance(place(environment), before, tip, again, signal));
      reached.push(keep(environment, state));
    }
    return reached;
  };

  const readingOf = (environment: string, { entries, tip }: BranchState): LedgerReading => ({
    environment,
    entries,
    tip,
    readAt: now(),
  });

  /** Trouble becomes a value; a clone that is broken is made anew, once. */
  const guarded = async <T>(act: () => Promise<Result<T>>, signal: AbortSignal): Promise<Result<T>> => {
    if (!isSafe(where))
      return failed({ kind: 'repository-refused', repository: where, why: 'git must not be given it' });
    for (let tries = 0; ; tries++) {
      try {
        await prepare(signal);
        return await act();
      } catch (error) {
        if (!(error instanceof CloneTrouble) || tries > 0) return troubleOf(error, folder);
        await clone.discard();
        states.clear();
      }
    }
  };

  /** One at a time for an environment: this process is not its own competitor. */
  const inTurn = <T>(environment: string, act: () => Promise<T>): Promise<T> => {
    const result = (turns.get(environment) ?? Promise.resolve()).then(act);
    turns.set(
      environment,
      result.catch(() => undefined),
    );
    return result;
  };

  return {
    where,
    shared,
    skipped: (environment) => states.get(environment)?.skipped ?? 0,
    read: (environments, signal) =>
      guarded(async () => {
        const reached = await follow(environments, await clone.tips(`${prefix}*`, signal), signal);
        return done(environments.map((environment, index) => readingOf(environment, reached[index] ?? emptyBranch)));
      }, signal),
    append: (environment, decide, signal) =>
      inTurn(environment, () =>
        guarded(async () => {
          const ref = refOf(environment);
          const outcomes = new Map<string, Expected>();
          expected.set(environment, outcomes);
          const appended = await appendTo(
            {
              clone,
              where,
              environment,
              ref,
              maxTries,
              signer: options.identity,
              now,
              sync: async () => (await follow([environment], await clone.tips(ref, signal), signal))[0] ?? emptyBranch,
              expect: (commits, on, messages) => {
                const tip = commits.at(-1) ?? '';
                outcomes.set(tip, { commits, state: extend(on, environment, tip, messages) });
              },
            },
            decide,
            signal,
          );
          return appended.ok ? done(readingOf(environment, appended.value)) : appended;
        }, signal),
      ),
  };
};
