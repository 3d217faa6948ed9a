import type { GitFailure } from '../failure';
import { nothingDeployed, restWorks, shortName, words, type Wording } from './words';

export const gitWords: Wording<GitFailure> = {
  'git-missing': (f) =>
    words('git is missing', f.why, nothingDeployed, 'Install git 2.39 or later and start Humdrum again.'),
  'repository-refused': (f) =>
    words(
      'The repository’s address is refused',
      `${f.repository}: ${f.why}`,
      'git was not started with it.',
      'Use a path, or an https, ssh or file address.',
    ),
  'repository-missing': (f) =>
    words(
      'The repository is not there',
      `${f.repository} was not found.`,
      restWorks,
      'Check the address in the workspace file and that you may read it.',
    ),
  'repository-empty': (f) =>
    words('The repository is empty', `${f.repository} has no commits.`, restWorks, 'Push a first commit.'),
  'repository-locked': (f) =>
    words(
      'The repository asks for a password',
      `${f.repository} wants to know who you are.`,
      `${restWorks} No password was asked for or sent.`,
      'Set up a credential for it (an ssh key, or git’s credential helper) and refresh.',
    ),
  'repository-denied': (f) =>
    words(
      'The repository refused who asks',
      `${f.repository}: ${f.why}`,
      restWorks,
      'Check the ssh key, or what git’s credential helper or .netrc holds for it, and what that may do there.',
    ),
  'host-unproven': (f) =>
    words(
      f.changed ? 'The repository’s host has another key than before' : 'The repository’s host is not known',
      f.changed
        ? `${f.repository} is answered by a host whose key is not the one in known_hosts: another machine, or new keys.`
        : `${f.repository} is on a host that is not in known_hosts.`,
      `${restWorks} Nothing was read from it or sent to it.`,
      f.changed
        ? 'Ask who runs it whether its keys were changed. Only then remove the old one with ssh-keygen -R.'
        : 'Connect to it once with ssh, compare its fingerprint with what who runs it says, and refresh.',
    ),
  'repository-unreachable': (f) =>
    words(
      'The repository can’t be reached',
      `${f.repository}: ${f.why}`,
      `${restWorks} What was read before is shown with its age.`,
      'Check the network and refresh.',
    ),
  'branch-missing': (f) =>
    words(
      'The branch is not there',
      `${f.repository} has no branch ${f.branch}.`,
      restWorks,
      'Correct the branch in the workspace file.',
    ),
  'commit-missing': (f) =>
    words(
      'The commit is not in the repository',
      `${/^[0-9a-f]{40}$/.test(f.commit) ? shortName(f.commit) : `“${f.commit}”`} is not in ${f.repository}.`,
      'No number is guessed for it.',
      'Push the commit, or deploy one that is in the repository.',
    ),
  'git-failed': (f) =>
    words(
      'git failed',
      `git ${f.verb} on ${f.repository}: ${f.why}`,
      `${restWorks} The mirror is disposable.`,
      'Refresh. If it stays, the mirror is made anew at the next start.',
    ),
};
