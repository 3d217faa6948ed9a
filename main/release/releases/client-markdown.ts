import { oneLine } from '../../../contract/one-line';
import { markdownLine, markdownText, type NotesBlock, type NotesPiece } from '../../../contract/release-notes';

// The two ways that notes are written for others. Whatever the marks of readNotes do not say is text, in both.

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as HTML that says just that, between tags and in an attribute alike. */
export const htmlText = (text: string): string => oneLine(text).replaceAll(/[&<>"']/g, (mark) => entities[mark] ?? '');

/** The ends of a piece are spaces between words: only what stands within is one line. */
const piece = (
  { text, bold }: NotesPiece,
  write: (text: string) => string,
  mark: readonly [string, string],
): string => {
  const [, before = '', inside = '', after = ''] = /^(\s*)([^]*?)(\s*)$/.exec(text) ?? [];
  const words = write(inside);
  const [open, close] = bold && words !== '' ? mark : ['', ''];
  return `${before === '' ? '' : ' '}${open}${words}${close}${after === '' ? '' : ' '}`;
};

const htmlPieces = (pieces: readonly NotesPiece[]): string =>
  pieces
    .map((one) => piece(one, htmlText, ['<strong>', '</strong>']))
    .join('')
    .trim();

/** Headings are `h3`: they stand in a section that has one of its own. */
export const blocksHtml = (blocks: readonly NotesBlock[]): string =>
  blocks
    .map((block) => {
      if (block.kind === 'heading') return `<h3>${htmlPieces(block.pieces)}</h3>`;
      if (block.kind === 'paragraph') return `<p>${htmlPieces(block.pieces)}</p>`;
      return `<ul>\n${block.items.map((item) => `<li>${htmlPieces(item)}</li>\n`).join('')}</ul>`;
    })
    .join('\n');

const markdownPieces = (pieces: readonly NotesPiece[]): string =>
  markdownLine(
    pieces
      .map((one) => piece(one, (inside) => markdownText(oneLine(inside)), ['**', '**']))
      .join('')
      .trim(),
  );

/** `heading`: the marks of a heading. */
export const blocksMarkdown = (blocks: readonly NotesBlock[], heading = '##'): string =>
  blocks
    .map((block) => {
      if (block.kind === 'heading') return `${heading} ${markdownPieces(block.pieces)}`;
      if (block.kind === 'paragraph') return markdownPieces(block.pieces);
      return block.items.map((item) => `- ${markdownPieces(item)}`).join('\n');
    })
    .join('\n\n');
