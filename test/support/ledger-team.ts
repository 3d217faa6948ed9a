import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { LedgerReading } from '../../main/release/record-ports';
import { emailOf, signingPerson, vouch, type SigningPerson } from './ledger-people';
import { branchOf, test as base } from './ledger-rig';

interface Team {
  /** Whose keys are whose. */
  readonly allowed: string;
  readonly ada: SigningPerson;
  readonly ben: SigningPerson;
}

export const test = base.extend<Team>({
  allowed: async ({ folder }, use) => use(join(folder, 'allowed')),
  ada: async ({ folder, allowed }, use) => {
    const ada = signingPerson(folder, 'Ada', allowed);
    vouch(allowed, ada, emailOf('Ada'));
    await use(ada);
  },
  ben: async ({ folder, allowed }, use) => {
    const ben = signingPerson(folder, 'Ben', allowed);
    vouch(allowed, ben, 'ben@elsewhere.example,ben@example.*');
    await use(ben);
  },
});

/** What is thought of each signature, oldest first. */
export const thought = (reading: LedgerReading | undefined): readonly string[] =>
  (reading?.entries ?? []).map((entry) => reading?.signatures?.get(entry.id)?.kind ?? 'unsigned');

/** Puts a commit on the branch that is its tip with other bytes. */
export const forge = (remote: string, change: (commit: string) => string, environment = 'dev'): string => {
  const git = (input: string, ...args: readonly string[]): string =>
    execFileSync('git', [`--git-dir=${remote}`, ...args], { encoding: 'utf8', input });
  const tip = git('', 'rev-parse', branchOf(environment)).trim();
  const bytes = change(git('', 'cat-file', 'commit', tip));
  const onTip = bytes.replace(/^(tree .*\n)(?:parent .*\n)?/, `$1parent ${tip}\n`);
  const made = git(onTip, 'hash-object', '-t', 'commit', '-w', '--stdin').trim();
  git('', 'update-ref', branchOf(environment), made);
  return made;
};

/** An id that no entry has. */
export const otherId = '0b3f0c1c-9d3c-4f6a-9a5a-000000000001';
