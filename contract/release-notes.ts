import { oneLine } from './one-line';

/** Characters: what an entry of the ledger takes. */
export const mostNotes = 20_000;

export interface NotesPiece {
  readonly text: string;
  readonly bold: boolean;
}

/** The Markdown of notes, and all there is of it: `## ` headings, `- ` lists, paragraphs, `**bold**`, `\` before a mark. */
export type NotesBlock =
  | { readonly kind: 'heading'; readonly pieces: readonly NotesPiece[] }
  | { readonly kind: 'paragraph'; readonly pieces: readonly NotesPiece[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly NotesPiece[])[] };

/** A mark that is meant as itself, or what stands between two pairs of stars. */
const marked = /\\[!-/:-@[-`{-~]|\*\*((?:\\[^]|[^\\*]|\*(?!\*))+)\*\*/g;
const meant = (text: string): string => text.replaceAll(/\\([!-/:-@[-`{-~])/g, '$1');

const piecesOf = (line: string): readonly NotesPiece[] => {
  const pieces: NotesPiece[] = [];
  const add = (text: string, bold: boolean): void => {
    const last = pieces.at(-1);
    if (last?.bold === bold) pieces.splice(-1, 1, { text: last.text + text, bold });
    else if (text !== '') pieces.push({ text, bold });
  };
  let at = 0;
  for (const found of line.matchAll(marked)) {
    const [whole, inside] = found;
    add(line.slice(at, found.index), false);
    if (inside === undefined) add(whole.slice(1), false);
    else if (inside.trim() === '') add(whole, false);
    else {
      // Spaces at the ends are between words, and bold or not they look the same.
      const [, before = '', words = '', after = ''] = /^(\s*)([^]*?)(\s*)$/.exec(meant(inside)) ?? [];
      add(before, false);
      add(words, true);
      add(after, false);
    }
    at = (found.index ?? 0) + whole.length;
  }
  add(line.slice(at), false);
  return pieces;
};

interface Rough {
  readonly kind: NotesBlock['kind'];
  readonly lines: string[];
}

const roughly = (markdown: string): readonly Rough[] => {
  const blocks: Rough[] = [];
  let open = false;
  for (const line of markdown.split(/\r\n|\r|\n/)) {
    const text = oneLine(line).replaceAll(/\s+/g, ' ');
    const last = blocks.at(-1);
    if (text.startsWith('## ')) blocks.push({ kind: 'heading', lines: [text.slice(3).trim()] });
    else if (text.startsWith('- ') && last?.kind === 'list') last.lines.push(text.slice(2).trim());
    else if (text.startsWith('- ')) blocks.push({ kind: 'list', lines: [text.slice(2).trim()] });
    else if (text !== '' && open && last && last.kind !== 'heading')
      // A line that only goes on belongs to what stands before it.
      last.lines.push(`${last.lines.pop() ?? ''} ${text}`);
    else if (text !== '') blocks.push({ kind: 'paragraph', lines: [text] });
    open = text !== '';
  }
  return blocks;
};

/** What notes say. Everything that is no mark of theirs is text, and what stands between two words is one space. */
export const readNotes = (markdown: string): readonly NotesBlock[] =>
  roughly(markdown).map(({ kind, lines }) =>
    kind === 'list' ? { kind, items: lines.map(piecesOf) } : { kind, pieces: piecesOf(lines[0] ?? '') },
  );

/** Marks of anybody's Markdown, ours and a forge's. */
const marks = /[\\`*_[\]<>|~]|&(?=[#a-z])/gi;

/** A text as Markdown that says just that, within a line. */
export const markdownText = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll(marks, '\\$&');

/** The same where a line begins: nothing in it makes a heading or a list of the line. */
export const markdownLine = (line: string): string =>
  line.replace(/^[-+=#]/, '\\$&').replace(/^(\d{1,9})([.)])/, '$1\\$2');
