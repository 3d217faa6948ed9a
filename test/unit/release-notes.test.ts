import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { readNotes, type NotesBlock, type NotesPiece } from '../../contract/release-notes';
import { blocksHtml, blocksMarkdown } from '../../main/release/releases/client-markdown';
import { anyText } from '../support/any-text';

const p = (text: string, bold = false): NotesPiece => ({ text, bold });
const html = (markdown: string): string => blocksHtml(readNotes(markdown));

test('notes have headings, lists, paragraphs and bold; everything else is text', () => {
  expect(readNotes('## New\n- a **b** c\n- d\n\nOne\ntwo.\n\nThree.')).toEqual([
    { kind: 'heading', pieces: [p('New')] },
    { kind: 'list', items: [[p('a '), p('b', true), p(' c')], [p('d')]] },
    { kind: 'paragraph', pieces: [p('One two.')] },
    { kind: 'paragraph', pieces: [p('Three.')] },
  ]);
  for (const text of [
    '# One',
    '### Three',
    '* star',
    '1. one',
    '> said',
    '[a](b)',
    '![a](b)',
    '_a_',
    '`a`',
    '~~a~~',
    '---',
  ])
    expect(readNotes(text), text).toEqual([{ kind: 'paragraph', pieces: [p(text)] }]);
});

test('a mark behind a backslash is itself; stars without a partner are stars', () => {
  expect(readNotes('\\**a\\**')).toEqual([{ kind: 'paragraph', pieces: [p('**a**')] }]);
  expect(readNotes('**a')).toEqual([{ kind: 'paragraph', pieces: [p('**a')] }]);
  expect(readNotes('a\\b \\')).toEqual([{ kind: 'paragraph', pieces: [p('a\\b \\')] }]);
  expect(readNotes('**a\\*\\*b**')).toEqual([{ kind: 'paragraph', pieces: [p('a**b', true)] }]);
});

test('between two words stands one space, whatever was written there, and no bold is only spaces', () => {
  expect(readNotes('a \u0000\u202e\t b')).toEqual([{ kind: 'paragraph', pieces: [p('a b')] }]);
  expect(readNotes('a** b **c')).toEqual([{ kind: 'paragraph', pieces: [p('a '), p('b', true), p(' c')] }]);
  expect(readNotes('a**\u0000**')).toEqual([{ kind: 'paragraph', pieces: [p('a** **')] }]);
  expect(readNotes('**a****b**')).toEqual([{ kind: 'paragraph', pieces: [p('ab', true)] }]);
});

test('a list goes on over an empty line, and a line that only goes on belongs to its item', () => {
  expect(readNotes('- a\n\n- b\n  and c\r\n- d')).toEqual([
    { kind: 'list', items: [[p('a')], [p('b and c')], [p('d')]] },
  ]);
});

test('as HTML they are text in our own elements', () => {
  expect(html('## <b>\n- **<i>** & "x" \'y\'\n\n</style>')).toBe(
    '<h3>&lt;b&gt;</h3>\n<ul>\n<li><strong>&lt;i&gt;</strong> &amp; &quot;x&quot; &#39;y&#39;</li>\n</ul>\n<p>&lt;/style&gt;</p>',
  );
  expect(html('a\u202eb')).toBe('<p>a b</p>');
});

const marks = fc.constantFrom('**', '## ', '- ', '\\', '\n', '\n\n', '<script>', '</p>', '&', '"', '* ', '1. ', ' ', 'word'); // oxfmt-ignore
const markdown = fc.array(fc.oneof(marks, anyText(4)), { maxLength: 20 }).map((parts) => parts.join(''));
const words = (blocks: readonly NotesBlock[]): unknown =>
  blocks.map((block) =>
    (block.kind === 'list' ? block.items : [block.pieces]).map((line) =>
      blocksHtml([{ kind: 'paragraph', pieces: line }]),
    ),
  );

test('written as Markdown again, notes say the same: nothing becomes a mark on the way', () => {
  fc.assert(
    fc.property(markdown, (text) => {
      const blocks = readNotes(text);
      const again = readNotes(blocksMarkdown(blocks));
      assert.deepEqual(words(again), words(blocks), blocksMarkdown(blocks));
    }),
    { numRuns: 1000 },
  );
});

test('no notes make a tag of their own', () => {
  fc.assert(
    fc.property(markdown, (text) => {
      const left = html(text).replaceAll(/<\/?(?:h3|p|ul|li|strong)>/g, '');
      assert.doesNotMatch(left, /[<>"']/);
      assert.doesNotMatch(left.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, ''), /&/);
    }),
    { numRuns: 500 },
  );
});
