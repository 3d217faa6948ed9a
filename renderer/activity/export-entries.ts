import type { MarkedEntry } from '../../contract/entry';
import { entryWords } from '../../contract/words/entry';
import { markOf } from './signature-words';

const columns = ['at', 'person', 'component', 'environment', 'kind', 'what', 'detail'] as const;

const cellsOf = (entry: MarkedEntry): readonly string[] => {
  const { did, detail } = entryWords(entry);
  const mark = entry.signature ? markOf(entry.signature) : null;
  const who = mark === null ? entry.by.name : `${entry.by.name} (${mark.word})`;
  return [entry.at, who, entry.component, entry.environment, entry.kind, did, detail ?? ''];
};

/** RFC 4180; what a spreadsheet would take for a formula is written as text. */
const csvCell = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

export const toCsv = (entries: readonly MarkedEntry[]): string =>
  [columns, ...entries.map(cellsOf)].map((row) => row.map(csvCell).join(',')).join('\r\n') + '\r\n';

const markdownCell = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll(/\r?\n/g, ' ');

export const toMarkdown = (entries: readonly MarkedEntry[]): string => {
  const line = (row: readonly string[]): string => `| ${row.map(markdownCell).join(' | ')} |`;
  return (
    [line(columns), line(columns.map(() => '---')), ...entries.map((entry) => line(cellsOf(entry)))].join('\n') + '\n'
  );
};
