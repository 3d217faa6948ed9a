import { failed, type Failure, type Result } from '../../contract/failure';
import { withoutPassword } from './refs';
import type { Ended } from './start-git';

type Failed = Extract<Result<never>, { ok: false }>;

/** What git said, for a person: no control characters, no passwords, a few lines at most. */
export const said = (text: string): string => {
  const lines = withoutPassword(text)
    .split(/[\r\n]+/)
    // oxlint-disable-next-line no-control-regex -- ANSI codes and the like have no place in a message
    .map((line) => line.replace(/\u001b\[[0-9;]*[A-Za-z]|[\u0000-\u001f\u007f-\u009f]/g, '').trim())
    .filter((line) => line !== '' && !/^(?:hint|warning): /.test(line));
  return lines.slice(0, 4).join(' · ').slice(0, 500);
};

/** Of a process that answers nothing useful: null where it exited with 0. */
export const failureOf = (ended: Ended, repository: string, verb: string): Failure | null => {
  const shown = withoutPassword(repository);
  switch (ended.how) {
    case 'exited': {
      const why = said(ended.stderr) || `git ${verb} ended with code ${ended.code}`;
      return ended.code === 0 ? null : { kind: 'git-failed', repository: shown, verb, why };
    }
    case 'cut':
      return { kind: 'git-failed', repository: shown, verb, why: 'it answered more than can be read' };
    case 'late':
      return {
        kind: 'git-failed',
        repository: shown,
        verb,
        why: `no end within ${Math.round(ended.afterMs / 1000)} s`,
      };
    case 'cancelled':
      return { kind: 'cancelled' };
    case 'no-git':
      return { kind: 'git-missing', why: ended.why };
  }
};

// git has one exit code, 128, for all of this; with LC_ALL=C its own words are stable. They choose what a person reads and
// nothing else: every one of these failures means that nothing was read.
const words: readonly (readonly [RegExp, 'unproven' | 'refused' | 'denied' | 'locked' | 'missing'])[] = [
  [/Host key verification failed|REMOTE HOST IDENTIFICATION HAS CHANGED/, 'unproven'],
  [/dubious ownership|transport '.*' not allowed/, 'refused'],
  [/could not read (?:Username|Password)|terminal prompts disabled/, 'locked'],
  [/Authentication failed|Permission denied|requested URL returned error: 40[13]|HTTP 40[13]/, 'denied'],
  [/repository .*not found|does not appear to be a git repository|requested URL returned error: 404/i, 'missing'],
];

/** The one line of what git said that says no. */
const deniedBy = (stderr: string): string =>
  said(stderr.split(/[\r\n]+/).find((line) => /Authentication failed|Permission denied|40[13]/.test(line)) ?? stderr);

/** curl's low-speed limit; a hung server ended by it was seen to be reported as "Authentication failed". */
const lowSpeedMs = 60_000;

/** Why a remote was not read (`ls-remote`, `fetch`); null where it was. */
export const remoteFailureOf = (ended: Ended, repository: string, verb: string): Failure | null => {
  const shown = withoutPassword(repository);
  if (ended.how === 'late')
    return {
      kind: 'repository-unreachable',
      repository: shown,
      why: `no answer in ${Math.round(ended.afterMs / 1000)} s`,
    };
  if (ended.how !== 'exited' || ended.code === 0) return failureOf(ended, repository, verb);
  const why = said(ended.stderr) || `git ${verb} ended with code ${ended.code}`;
  if (ended.ms >= lowSpeedMs) return { kind: 'repository-unreachable', repository: shown, why: 'it stopped answering' };
  switch (words.find(([pattern]) => pattern.test(ended.stderr))?.[1]) {
    case 'unproven':
      return { kind: 'host-unproven', repository: shown, changed: /IDENTIFICATION HAS CHANGED/.test(ended.stderr) };
    case 'denied':
      return { kind: 'repository-denied', repository: shown, why: deniedBy(ended.stderr) };
    case 'locked':
      return { kind: 'repository-locked', repository: shown };
    case 'missing':
      return { kind: 'repository-missing', repository: shown };
    case 'refused':
      return { kind: 'repository-refused', repository: shown, why };
    case undefined:
      return { kind: 'repository-unreachable', repository: shown, why };
  }
};

export const commitMissing = (repository: string, commit: string): Failed =>
  failed({ kind: 'commit-missing', repository: withoutPassword(repository), commit });
