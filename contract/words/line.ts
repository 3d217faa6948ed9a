import { explain } from '../explain';
import type { Failure } from '../failure';
import { momentOf } from '../moment';
import type { Note } from '../note';

/** The line of the whole system, in the words of both faces. */
export const lineWords = {
  stopped: 'The line is stopped.',
  runs: 'The line runs.',
  meanwhile: 'Nothing is promoted; rollbacks may go.',
  before: 'Nothing is promoted to any stage until the line is started again. Rollbacks may go.',
  unread: 'Whether the line is stopped can’t be told.',
  noReason: 'Say why: it stands above every board until the line is started again.',
} as const;

/** A reason as the end of a sentence: with one full stop, however it was written. */
export const reasonSentence = (reason: string): string => {
  const text = reason.trim();
  return /[.!?…]$/.test(text) ? text : `${text}.`;
};

/** `The line is stopped. Ana Ribeiro, 23 Nov, 04:17 UTC: the disk is full. Nothing is promoted; rollbacks may go.` */
export const lineText = (line: Note | null): string =>
  line === null
    ? lineWords.runs
    : `${lineWords.stopped} ${line.by.name}, ${momentOf(line.at)}: ${reasonSentence(line.reason)} ${lineWords.meanwhile}`;

/** Where it can’t be told: `Whether the line is stopped can’t be told. The ledger can’t be reached. origin: reset` */
export const lineUnreadText = (problem: Failure): string => {
  const { title, what } = explain(problem);
  return `${lineWords.unread} ${title}. ${what}`;
};
