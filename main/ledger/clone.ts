import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Person } from '../../contract/commit';
import { failed, type Failure } from '../../contract/failure';
import type { GitCall, GitEnd, RunGit } from './run-git';
import { makeRepository } from './local-ledger';
import { readRawLog, type LoggedCommit } from './raw-log';

/** The failures of talking to the ledger, apart from those of our own clone, which is disposable. */
export class LedgerTrouble extends Error {
  constructor(readonly failure: Failure) {
    super(failure.kind);
  }
}
/** The clone does not do what it must: it is made anew. */
export class CloneTrouble extends Error {}

/** git, one verb a function, on the app's own bare clone of the ledger. Trouble is thrown here and becomes a value in ledger.ts. */
export interface Clone {
  prepare(signal: AbortSignal): Promise<void>;
  /** Moves a broken clone out of the way. */
  discard(): Promise<void>;
  /** Ref → commit, of all that matches. One process. */
  tips(pattern: string, signal: AbortSignal): Promise<ReadonlyMap<string, string>>;
  /** Brings the commits that `tips` has said to be there. */
  fetch(tips: ReadonlyMap<string, string>, signal: AbortSignal): Promise<void>;
  has(commit: string, signal: AbortSignal): Promise<boolean>;
  isAncestor(commit: string, of: string, signal: AbortSignal): Promise<boolean>;
  /** Oldest first; without what `before` contains. One process. */
  log(tip: string, before: string | null, signal: AbortSignal): Promise<readonly LoggedCommit[]>;
  /** Writes a commit without files, signed where the person signs. */
  commit(parent: string | null, message: string, by: Person, at: string, signal: AbortSignal): Promise<string>;
  /** null: pushed, as far as git can tell. Else its words: the push may have landed all the same. */
  push(commit: string, ref: string, lease: string | null, signal: AbortSignal): Promise<string | null>;
}

const lastWords = (stderr: string): string => {
  // git names the file first and says last that it is to be removed.
  const lock = /Unable to create '([^'\n]+\.lock)': File exists/.exec(stderr)?.[1];
  if (lock !== undefined)
    return `another git holds ${lock.replaceAll('/./', '/')}, or one that was killed has left it: remove that file where no git runs any more`;
  return stderr.trim().split('\n').slice(-4).join(' ').slice(0, 500) || 'git said nothing';
};

/** The commit ids of a tree without entries, by the length of the repository's ids. */
const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

/** The name that a clone keeps a ref of the ledger under, for the next fetch to start from. */
const kept = (ref: string): string => ref.replace(/^refs\/heads\//, 'refs/seen/');

/** git drops what it does not like in names, and refuses a name of which nothing is left. */
const nameOf = (name: string): string =>
  name
    .replaceAll(/[<>\p{C}]/gu, '')
    .trim()
    .replace(/^[.,;:'"\\]+$/, '') || 'unknown';

/** @param signing the `-c` values that git signs with; none where the person does not sign */
export const createClone = (
  folder: string,
  where: string,
  run: RunGit,
  signing: () => Promise<readonly string[]> = async () => [],
): Clone => {
  const gitDir = join(folder, 'clone.git');

  const exited = (ended: GitEnd): Extract<GitEnd, { how: 'exited' }> => {
    if (ended.how === 'exited') return ended;
    if (ended.how === 'cancelled') throw new LedgerTrouble({ kind: 'cancelled' });
    if (ended.how === 'no-git') throw new LedgerTrouble({ kind: 'git-missing', why: ended.why });
    const why = `it had not answered after ${ended.afterMs / 1000} s`;
    throw new LedgerTrouble({ kind: 'ledger-unreachable', ledger: where, why });
  };
  const local = async (
    args: readonly string[],
    signal: AbortSignal,
    more: Pick<GitCall, 'env' | 'input' | 'config'> = {},
  ) => exited(await run({ gitDir, args, remote: null, ...more }, signal));
  const sound = async (args: readonly string[], signal: AbortSignal, more?: Parameters<typeof local>[2]) => {
    const ended = await local(args, signal, more);
    if (ended.code !== 0) throw new CloneTrouble(`git ${args[0]}: ${lastWords(ended.stderr)}`);
    return ended.stdout;
  };
  const remote = (args: readonly string[], signal: AbortSignal): Promise<GitEnd> =>
    run({ gitDir, args, remote: where }, signal);
  const unreachable = (stderr: string): LedgerTrouble =>
    new LedgerTrouble({ kind: 'ledger-unreachable', ledger: where, why: lastWords(stderr) });

  const clone: Clone = {
    prepare: async (signal) => {
      const why = await makeRepository(gitDir, [], run, signal);
      if (signal.aborted) throw new LedgerTrouble({ kind: 'cancelled' });
      if (why !== null) throw new LedgerTrouble({ kind: 'data-folder', folder, why });
    },
    discard: async () => {
      const aside = `${gitDir}.${process.pid}.old`;
      // On a disk that fails, what stays is in nobody's way; a clone that stays broken says so when it is used again.
      const sweep = (): Promise<void> => rm(aside, { recursive: true, force: true }).catch(() => undefined);
      await sweep();
      await rename(gitDir, aside).catch(() => undefined);
      await sweep();
    },
    tips: async (pattern, signal) => {
      const ended = exited(await remote(['ls-remote', '--refs', '--end-of-options', where, pattern], signal));
      if (ended.code !== 0) throw unreachable(ended.stderr);
      const lines = ended.stdout.split('\n').filter((line) => line !== '');
      return new Map(lines.map((line) => [line.slice(line.indexOf('\t') + 1), line.slice(0, line.indexOf('\t'))]));
    },
    fetch: async (tips, signal) => {
      const specs = [...tips.keys()].map((ref) => `+${ref}:${kept(ref)}`);
      const flags = ['--quiet', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules'];
      const ended = exited(await remote(['fetch', ...flags, '--end-of-options', where, ...specs], signal));
      if (ended.code === 0) return;
      // Another process of ours may have held the lock of a kept ref, and the commits are there nevertheless.
      const lacking = async (): Promise<boolean> => {
        for (const tip of tips.values()) if (!(await clone.has(tip, signal))) return true;
        return false;
      };
      if (!(await lacking())) return;
      // A power cut empties objects of the clone, and git then fails as if the remote were to blame.
      await sound(['fsck', '--no-dangling', '--no-progress'], signal);
      throw unreachable(ended.stderr);
    },
    has: async (commit, signal) => (await local(['cat-file', '-e', `${commit}^{commit}`], signal)).code === 0,
    isAncestor: async (commit, of, signal) => {
      const { code, stderr } = await local(['merge-base', '--is-ancestor', commit, of], signal);
      if (code === 0 || code === 1) return code === 0;
      if (await clone.has(commit, signal)) throw new CloneTrouble(`git merge-base: ${lastWords(stderr)}`);
      return false;
    },
    log: async (tip, before, signal) => {
      const range = before === null ? [tip] : [tip, `^${before}`];
      const flags = ['-z', '--reverse', '--topo-order', '--no-color', '--no-decorate', '--no-notes', '--format=raw'];
      return readRawLog(await sound(['log', ...flags, '--end-of-options', ...range, '--'], signal));
    },
    commit: async (parent, message, by, at, signal) => {
      const [name, email] = [nameOf(by.name), nameOf(by.email)];
      const env = {
        GIT_AUTHOR_NAME: name,
        GIT_AUTHOR_EMAIL: email,
        GIT_AUTHOR_DATE: at,
        GIT_COMMITTER_NAME: name,
        GIT_COMMITTER_EMAIL: email,
        GIT_COMMITTER_DATE: at,
      };
      const args = [...(parent === null ? [] : ['-p', parent]), '-F', '-', emptyTree];
      const config = await signing();
      if (config.length > 0) {
        const ended = await local(['commit-tree', '-S', ...args], signal, { env, input: message, config });
        if (ended.code === 0) return ended.stdout.trim();
        // Either the clone is broken, which the next line finds out, or the key is not to be used.
        await sound(['commit-tree', ...args], signal, { env, input: message });
        throw new LedgerTrouble({ kind: 'ledger-unsigned', ledger: where, why: lastWords(ended.stderr) });
      }
      return (await sound(['commit-tree', ...args], signal, { env, input: message })).trim();
    },
    push: async (commit, ref, lease, signal) => {
      const flags = ['--quiet', '--no-verify', '--no-follow-tags', '--no-signed', '--no-recurse-submodules'];
      const args = [
        'push',
        ...flags,
        `--force-with-lease=${ref}:${lease ?? ''}`,
        '--end-of-options',
        where,
        `${commit}:${ref}`,
      ];
      const ended = await remote(args, signal);
      if (ended.how === 'late') return `it had not answered after ${ended.afterMs / 1000} s`;
      const { code, stderr } = exited(ended);
      return code === 0 ? null : lastWords(stderr);
    },
  };
  return clone;
};

/** What was thrown, as a value; a bug goes on its way. */
export const troubleOf = (error: unknown, folder: string): ReturnType<typeof failed> => {
  if (error instanceof LedgerTrouble) return failed(error.failure);
  const isSystem = error instanceof Error && 'code' in error;
  if (error instanceof CloneTrouble || isSystem) return failed({ kind: 'data-folder', folder, why: error.message });
  throw error;
};
