import type { MarkedEntry } from '../../contract/entry';
import { entryWords } from '../../contract/words/entry';
import { csvTable, markdownTable } from '../ui/tables';
import { markOf } from './signature-words';

const columns = ['at', 'person', 'component', 'environment', 'kind', 'what', 'detail'] as const;

const cellsOf = (entry: MarkedEntry): readonly string[] => {
  const { did, detail } = entryWords(entry);
  const mark = entry.signature ? markOf(entry.signature) : null;
  const who = mark === null ? entry.by.name : `${entry.by.name} (${mark.word})`;
  return [entry.at, who, entry.component, entry.environment, entry.kind, did, detail ?? ''];
};

export const toCsv = (entries: readonly MarkedEntry[]): string => csvTable([columns, ...entries.map(cellsOf)]);

export const toMarkdown = (entries: readonly MarkedEntry[]): string => markdownTable(columns, entries.map(cellsOf));
