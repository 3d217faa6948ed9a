import { commitSchema, type Change, type Commit } from '../../contract/commit';
import { issuesIn, mostIssues } from '../../contract/issue-references';
import { oneLine } from '../../contract/one-line';
import { isoOf } from './counts';

export const logArgs: readonly string[] = [
  'log',
  '-z',
  '--no-color',
  '--no-notes',
  '--no-show-signature',
  '--no-mailmap',
];

/** Five pieces a commit, each ended by NUL: no message holds one. */
export const changeFormat = '--format=%H%x00%an%x00%ae%x00%ct%x00%B';

const longestSubject = 500;
/** A subject of 1 MB is somebody's mistake or malice; nobody reads more of it than this. */
const shortened = (text: string): string =>
  text.length <= longestSubject ? text : `${text.slice(0, longestSubject).replace(/[\ud800-\udbff]$/, '')}…`;

/** As git's `%s`: the lines up to the first empty one, joined. */
const subjectOf = (message: string): string => shortened(oneLine(message.trimStart().split(/\n[ \t]*\n/)[0] ?? ''));

/** By its words: `fix: …`, `fix(web)!: …`, `Hotfix …`, `Fixes …`. */
export const fixedBy = (subject: string): boolean => /^(?:hot)?fix(?:e[sd])?(?:\([^)]*\))?!?(?::|\s|$)/i.test(subject);

/** As conventional commits say it, on a line of its own. */
const breaks = (message: string): boolean => /^BREAKING[ -]CHANGE(?::| #)/m.test(message);

/** Commits that a message says it reverts, as git writes it: whole ids only. */
export const revertedBy = (message: string): readonly Commit[] =>
  [...message.matchAll(/\bThis reverts commit ([0-9a-f]{40}(?:[0-9a-f]{24})?)\b/g)]
    .slice(0, mostIssues)
    .flatMap(([, id]) => commitSchema.safeParse(id).data ?? []);

/** Reads `git log -z` with `changeFormat`; `pick` sees the whole message. */
export const pickChanges = <T>(output: string, pick: (change: Change, message: string) => T): readonly T[] => {
  const pieces = output.split('\0');
  const picked: T[] = [];
  for (let i = 0; i + 4 < pieces.length; i += 5) {
    const [id, name = '', email = '', seconds, message = ''] = pieces.slice(i, i + 5);
    const change: Change = {
      commit: commitSchema.parse(id),
      author: { name: oneLine(name).slice(0, 200), email: oneLine(email).slice(0, 320) },
      at: isoOf(Number(seconds)),
      subject: subjectOf(message),
      issues: issuesIn(message),
      ...(breaks(message) ? { breaking: true } : {}),
    };
    picked.push(pick(change, message));
  }
  return picked;
};

export const parseChanges = (output: string): readonly Change[] => pickChanges(output, (change) => change);
