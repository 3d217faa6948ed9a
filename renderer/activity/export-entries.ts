import type { Entry } from '../../contract/entry';
import { entryWords } from '../../contract/words/entry';

const columns = ['at', 'person', 'component', 'environment', 'kind', 'what', 'detail'] as const;

const cellsOf = (entry: Entry): readonly string[] => {
  const { did, detail } = entryWords(entry);
  return [entry.at, entry.by.name, entry.component, entry.environment, entry.kind, did, detail ?? ''];
};

/** RFC 4180; what a spreadsheet would take for a formula is written as text. */
const csvCell = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

export const toCsv = (entries: readonly Entry[]): string =>
  [columns, ...entries.map(cellsOf)].map((row) => row.map(csvCell).join(',')).join('\r\n') + '\r\n';

const markdownCell = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll(/\r?\n/g, ' ');

export const toMarkdown = (entries: readonly Entry[]): string => {
  const line = (row: readonly string[]): string => `| ${row.map(markdownCell).join(' | ')} |`;
  return (
    [line(columns), line(columns.map(() => '---')), ...entries.map((entry) => line(cellsOf(entry)))].join('\n') + '\n'
  );
};
