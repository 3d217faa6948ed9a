import type { SignOffBox } from '../release';
import type { Callable, KnownProblem, ReleasePage, Tested } from '../release-page';
import { datedMomentOf } from '../moment';
import { counted } from './counted';
import { stateWords } from './release';

/** In the order they stand in. */
export const noteGroups = ['New', 'Changed', 'Fixed', 'Faster', 'Taken back'] as const;
export type NoteGroup = (typeof noteGroups)[number];

export const partTitles = {
  changes: 'What changes',
  tested: 'What was tested',
  problems: 'Known problems',
  people: 'Who to call',
  boxes: 'Sign-offs',
} as const;
export type PagePart = keyof typeof partTitles;

export const pageTitle = ({ workspace, release }: Pick<ReleasePage, 'workspace' | 'release'>): string =>
  `${workspace}: release ${release.name}`;

/** Where it comes from, and whether it is there yet. */
export const whenText = ({ release, stage, state, wentOut }: ReleasePage): string => {
  const cut = `Cut from ${release.stage} on ${datedMomentOf(release.at)} by ${release.by.name}.`;
  const there = wentOut === null ? '' : `, since ${datedMomentOf(wentOut)}`;
  return `${cut} In ${stage}: ${stateWords[state].toLowerCase()}${there}.`;
};

/** Changes that a person who does not read commits has no use for; `alone`: there are no others. */
export const unseenText = (n: number, alone: boolean): string =>
  alone ? `${counted(n, 'change')}, which nobody sees.` : `And ${counted(n, 'change')} nobody sees.`;

const outcomes: Readonly<Record<Tested['outcome'], string>> = {
  passed: 'passed',
  failed: 'failed',
  void: 'does not count, the set moved meanwhile',
};

export const testedName = ({ component }: Pick<Tested, 'component'>): string => component ?? 'The system as a whole';

export const testedText = ({ outcome, at, results }: Tested): string => {
  const named = results.map(({ name, passed }) => (passed ? name : `${name} (failed)`)).join(', ');
  return `${outcomes[outcome]} on ${datedMomentOf(at)}${named === '' ? '' : `: ${named}`}.`;
};

export const untestedText = (components: readonly string[], stage: string): string =>
  `No test in ${stage} speaks of ${components.join(', ')}.`;

export const problemText = (problem: KnownProblem, stage: string): string => {
  switch (problem.kind) {
    case 'incident':
      return `${problem.title}. Open since ${datedMomentOf(problem.since)}.`;
    case 'faulty':
      return `What runs in ${stage} failed there: ${problem.tests.join(', ')}.`;
    case 'unknown-verdict':
      return `Nobody knows how its deployment of ${datedMomentOf(problem.since)} ended.`;
    case 'unreadable':
      return `What runs in ${stage} can’t be told right now.`;
  }
};

export const callText = ({ person, next }: Callable): string =>
  `${person.email === '' ? 'no address known' : person.email}${next ? ', whose turn it is' : ''}`;

export const boxName = ({ name, signed }: SignOffBox): string => `${signed === null ? '☐' : '☑'} ${name}`;

/** Beside the name of a box. */
export const boxText = ({ signed }: SignOffBox): string => {
  if (signed === null) return 'open';
  const note = signed.reason.trim() === '' ? '' : ` “${signed.reason.trim()}”`;
  return `signed by ${signed.by.name} on ${datedMomentOf(signed.at)}.${note}`;
};

/** To somebody who signs what is signed: by whom it is, and that nothing of theirs is on record. */
export const signedBeforeText = (release: string, box: SignOffBox): string =>
  `Nothing of yours was put on record. ${box.name} of release ${release} was ${boxText(box)}`;

export const unreadText = (components: readonly string[]): string =>
  `What changes in ${components.join(', ')} could not be read.`;

/** Where there is nothing to say. */
export const noneText: Readonly<Record<PagePart, string>> = {
  changes: 'Nothing changes.',
  tested: 'Nothing was tested yet.',
  problems: 'None that are known.',
  people: 'Nobody is named.',
  boxes: 'None are asked for.',
};
