import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Iso } from '../../contract/commit';
import type { Signature } from '../../contract/entry';
import { done, failed, type Result } from '../../contract/failure';
import { slugOf } from '../../contract/slug';
import type { Ledger, LedgerReading } from '../release/record-ports';
import { appendTo, type Signer } from './append';
import type { FollowedBranch, Reached } from './branch';
import { CloneTrouble, createClone, LedgerTrouble, troubleOf } from './clone';
import { outlastLock } from './dead-lock';
import { createFollower } from './follow';
import { makeLocalLedger } from './local-ledger';
import { runGit, type RunGit } from './run-git';
import { createSignatures } from './signatures';
import { noSigning, readSigningSetup, type SigningSetup } from './signing-setup';
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
  /** How the person signs, and whose signatures they know; of their own git configuration unless it is given. */
  readonly signing?: () => Promise<SigningSetup>;
}

export interface TeamLedger extends Ledger {
  /** Commits of the environment's branch, as last read, that were passed over: no entries this version knows. */
  skipped(environment: string): number;
}

/** What git must never be given as an address, however it came here. */
const isSafe = (where: string): boolean => !/^-|^[A-Za-z][A-Za-z0-9+.-]*::|[\p{C}]/u.test(where);

/**
 * The team's append-only record: a branch without files for each environment, `refs/heads/humdrum/<workspace>/<environment>`, a commit
 * an entry. Failures: `ledger-unreachable`, `ledger-rewritten`, `ledger-forged`, `ledger-unsigned`, `ledger-contended`,
 * `data-folder`, `git-missing`, `cancelled`.
 */
export const createLedger = (options: LedgerOptions): TeamLedger => {
  const { where, shared, now, run = runGit, maxTries = 40, signing = readSigningSetup } = options;
  // A witness belongs to one place: another ledger has another history.
  const folder = join(options.folder, createHash('sha256').update(where).digest('hex').slice(0, 16));
  // A record that nobody else reads is not signed.
  const seals = createSignatures(
    join(folder, 'signatures'),
    where,
    join(folder, 'clone.git'),
    run,
    shared ? signing : async () => noSigning,
  );
  const clone = createClone(folder, where, run, () => seals.signing());
  const witness = createWitness(join(folder, 'seen'));
  const prefix = `refs/heads/humdrum/${slugOf(options.workspaceName)}/`;
  const refOf = (environment: string): string => `${prefix}${slugOf(environment)}`;

  const follower = createFollower({ clone, witness, seals, where, shared, refOf });
  const turns = new Map<string, Promise<unknown>>();

  const prepare = async (signal: AbortSignal): Promise<void> => {
    await clone.prepare(signal);
    if (shared) return;
    const why = await makeLocalLedger(where, run, signal);
    if (why !== null) throw new LedgerTrouble({ kind: 'ledger-unreachable', ledger: where, why });
  };

  const readingOf = (environment: string, { state, alarm }: Reached): LedgerReading => ({
    environment,
    entries: state.entries,
    tip: state.tip,
    readAt: now(),
    signatures: state.log.signatures,
    ...(alarm === null ? {} : { alarm }),
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
        follower.forget();
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
    skipped: (environment) => follower.known(environment)?.skipped ?? 0,
    read: (environments, signal) =>
      guarded(async () => {
        const reached = await follower.follow(environments, await clone.tips(`${prefix}*`, signal), signal);
        return done(reached.flatMap((one, index) => readingOf(environments[index] ?? '', one)));
      }, signal),
    append: (environment, decide, signal) =>
      inTurn(environment, () =>
        guarded(async () => {
          const judged = new Map<string, Signature>();
          const expect = follower.expecting(environment);
          const appended = await appendTo<FollowedBranch>(
            {
              clone: {
                push: async (...pushed) => {
                  const why = await clone.push(...pushed);
                  if (why !== null && !shared) await outlastLock(join(where, refOf(environment)), signal);
                  return why;
                },
                commit: async (parent, message, by, at, during) => {
                  const commit = await clone.commit(parent, message, by, at, during);
                  judged.set(commit, await seals.own(commit, message, during));
                  return commit;
                },
              },
              where,
              environment,
              ref: refOf(environment),
              maxTries,
              signer: options.identity,
              now,
              sync: () => follower.sync(environment, signal),
              expect: (commits, on, messages) =>
                expect(
                  commits,
                  on,
                  messages,
                  commits.map((commit) => judged.get(commit) ?? { kind: 'unsigned' }),
                ),
            },
            decide,
            signal,
          );
          return appended.ok ? done(readingOf(environment, { state: appended.value, alarm: null })) : appended;
        }, signal),
      ),
  };
};
