import { devNull } from 'node:os';
import { CloneTrouble, LedgerTrouble } from './clone';
import type { GitCall, RunGit } from './run-git';
import type { SigningSetup } from './signing-setup';

/** What git says: `%G?`, who by the allowed signers, and the key. `unchecked`: it can't say. */
export interface Checked {
  readonly status: 'good' | 'stranger' | 'bad' | 'unchecked';
  readonly principal: string;
  readonly key: string;
}

const unchecked: Checked = { status: 'unchecked', principal: '', key: '' };
const bad: Checked = { status: 'bad', principal: '', key: '' };

/** A commit that is signed well, by a key that was thrown away. What says no to it says no to everything. */
const knownGood = `tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904
author Humdrum <known@humdrum.invalid> 1767225600 +0000
committer Humdrum <known@humdrum.invalid> 1767225600 +0000
gpgsig -----BEGIN SSH SIGNATURE-----
 U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgAs/ZFHt1m744ZitH5O1aiIeS4Q
 2mOrr7sc5VdmTztaUAAAADZ2l0AAAAAAAAAAZzaGE1MTIAAABTAAAAC3NzaC1lZDI1NTE5
 AAAAQIeO+B64eokrCraY2IhXxJWWjjk9z8pXv7VnUDcvsL1J50nunfK8a5OSG/Bf0G9BXT
 qAVQx84vxWygrQdLV04AU=
 -----END SSH SIGNATURE-----

known to be signed
`;

const statuses: Readonly<Record<string, Checked['status']>> = { G: 'good', U: 'stranger' };

// Of other kinds nothing is given to git, and no other verifier would be started if it were.
const configOf = ({ allowedFile, program }: SigningSetup): readonly string[] => [
  `gpg.ssh.allowedSignersFile=${allowedFile ?? devNull}`,
  ...(program === null ? [] : [`gpg.ssh.program=${program}`]),
  'gpg.program=false',
  'gpg.x509.program=false',
];

/** At once: each takes two processes of ssh-keygen's, and the call has a deadline. */
const atOnce = 200;

/**
 * Has git check the commits' SSH signatures. A verifier that is missing or broken makes none bad: before one is, it has to find
 * another one good.
 */
export const checkSignatures = async (
  gitDir: string,
  run: RunGit,
  setup: SigningSetup,
  commits: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Checked>> => {
  const git = async (args: readonly string[], more: Pick<GitCall, 'input' | 'config'>) => {
    const ended = await run({ gitDir, args, remote: null, ...more }, signal);
    if (ended.how === 'exited') return ended;
    if (ended.how === 'cancelled') throw new LedgerTrouble({ kind: 'cancelled' });
    throw new CloneTrouble(`git ${args[0]}: ${ended.how}`);
  };
  const ask = async (some: readonly string[]): Promise<ReadonlyMap<string, Checked> | null> => {
    const flags = ['--no-walk=unsorted', '--stdin', '--no-color', '--no-notes', '--format=%H%x00%G?%x00%GS%x00%GF'];
    const ended = await git(['log', ...flags], { input: `${some.join('\n')}\n`, config: configOf(setup) });
    if (ended.code !== 0) return null;
    const rows = ended.stdout.split('\n').map((line) => line.split('\0'));
    return new Map(
      rows.map(([commit = '', status = '', principal = '', key = '']) => [
        commit,
        { status: statuses[status] ?? 'bad', principal, key },
      ]),
    );
  };
  const canCheck = async (): Promise<boolean> => {
    const written = await git(['hash-object', '-t', 'commit', '-w', '--stdin'], { input: knownGood });
    const answer = await ask([written.stdout.trim()]);
    return answer !== null && [...answer.values()].some(({ status }) => status === 'stranger');
  };

  const found = new Map<string, Checked>();
  for (let from = 0; from < commits.length; from += atOnce) {
    const some = commits.slice(from, from + atOnce);
    const answer = await ask(some);
    // One that git stumbles over must not speak for the others.
    for (const commit of some) {
      const one = answer?.get(commit) ?? (answer === null ? (await ask([commit]))?.get(commit) : undefined);
      found.set(commit, one ?? bad);
    }
  }
  const isOneBad = [...found.values()].some(({ status }) => status === 'bad');
  if (!isOneBad || (await canCheck())) return found;
  return new Map([...found].map(([commit, one]) => [commit, one.status === 'bad' ? unchecked : one]));
};
