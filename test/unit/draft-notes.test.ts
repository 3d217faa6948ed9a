import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import type { Change } from '../../contract/commit';
import { issuesIn } from '../../contract/issue-references';
import { oneLine } from '../../contract/one-line';
import { readNotes, type NotesPiece } from '../../contract/release-notes';
import { draftNotes } from '../../main/release/releases/draft-notes';
import { notedChange } from '../../main/release/releases/noted-change';
import { anyText } from '../support/any-text';
import { ana, commit } from '../support/entries';

const change = (subject: string, more: Partial<Change> = {}): Change => ({
  commit: commit('a'),
  author: ana,
  at: '2026-11-20T10:00:00.000Z',
  subject,
  issues: issuesIn(subject),
  ...more,
});
const said = (subject: string, more: Partial<Change> = {}) => notedChange(change(subject, more));
const draft = (...subjects: readonly string[]): string =>
  draftNotes([{ component: 'web', changes: subjects.map((subject) => change(subject)) }]);

for (const [subject, group, text, refs] of [
  ['feat: shows prices with tax', 'New', 'Shows prices with tax', []],
  ['feat(basket): one voucher (#12)', 'New', 'One voucher', ['#12']],
  ['fix(web)!: a postcode is asked for', 'Changed', 'A postcode is asked for', []],
  ['fix: rounds half to even, closes SHOP-7', 'Fixed', 'Rounds half to even', ['SHOP-7']],
  ['perf: one query for a page (fixes #3, SHOP-9)', 'Faster', 'One query for a page', ['#3', 'SHOP-9']],
  ['Revert "feat: one voucher (#12)" (#13)', 'Taken back', 'One voucher', ['#12', '#13']],
  ['revert: feat: one voucher', 'Taken back', 'One voucher', []],
  ['refactor: orders know their address', 'Changed', 'Orders know their address', []],
  ['chore!: orders need a postcode', 'Changed', 'Orders need a postcode', []],
  ['BREAKING CHANGE: orders need a postcode', 'Changed', 'Orders need a postcode', []],
  ['Merged PR 12: Prices with tax', 'Changed', 'Prices with tax', ['#12']],
  ['Merge pull request #12 from ana/prices feat: prices with tax', 'New', 'Prices with tax', ['#12']],
  ['SHOP-7: the basket keeps its order', 'Changed', 'The basket keeps its order', ['SHOP-7']],
  ['[SHOP-7] fix: the basket keeps its order', 'Fixed', 'The basket keeps its order', ['SHOP-7']],
  ['Fix the total of an empty basket', 'Fixed', 'Fix the total of an empty basket', []],
  ['Add rosehip tea', 'New', 'Add rosehip tea', []],
  // What is no reference, and no type, is a word like any other.
  ['feat: mail is sent as (UTF-8)', 'New', 'Mail is sent as (UTF-8)', []],
  ['As #12 asked for', 'Changed', 'As #12 asked for', []],
  ['web: shows prices', 'Changed', 'Web: shows prices', []],
  ['constructor: called once', 'Changed', 'Constructor: called once', []],
] as const)
  test(`“${subject}” is told under ${group}`, () => {
    expect(said(subject)).toMatchObject({ group, text });
    expect([...said(subject).refs].sort()).toEqual([...refs].sort());
  });

for (const type of ['chore', 'ci', 'test', 'docs', 'style', 'build'])
  test(`what is of type ${type} is seen by nobody, and counted`, () => {
    expect(said(`${type}(web): x`).group).toBeNull();
    expect(draft(`${type}: x`, 'feat: y')).toBe('## New\n\n- **web**: Y\n\nAnd 1 change nobody sees.');
  });

test('what only the body of a message says counts: that it breaks something, and what it closes', () => {
  expect(said('feat: orders need a postcode', { breaking: true })).toMatchObject({ group: 'Changed', breaking: true });
  expect(said('feat: one voucher', { issues: ['#4'] }).refs).toEqual(['#4']);
});

test('a draft is grouped for people, each line with its component', () => {
  const text = draftNotes([
    { component: 'catalog', changes: [change('fix: prices (#2)'), change('feat: tea'), change('ci: faster')] },
    { component: 'web', changes: [change('feat!: new links'), change('feat: search'), change('docs: search')] },
  ]);
  expect(text).toBe(
    [
      '## New\n\n- **catalog**: Tea\n- **web**: Search',
      '## Changed\n\n- **web**: **Breaking:** New links',
      '## Fixed\n\n- **catalog**: Prices (#2)',
      'And 2 changes nobody sees.',
    ].join('\n\n'),
  );
  expect(draftNotes([{ component: 'web', changes: [] }])).toBe('');
  expect(draft('ci: a', 'docs: b')).toBe('2 changes, which nobody sees.');
});

const textOf = (pieces: readonly NotesPiece[]): string => pieces.map((piece) => piece.text).join('');
const itemsOf = (notes: string): readonly string[] =>
  readNotes(notes).flatMap((block) => (block.kind === 'list' ? block.items.map(textOf) : []));
const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

const seen = fc.constantFrom('feat: ', 'fix(x): ', 'perf: ', 'revert: ', 'feat!: ', '');
const unseen = fc.constantFrom('chore: ', 'ci: ', 'docs(x): ', 'build: ');
const hostile = fc.constantFrom('<script>alert(1)</script>', '**bold**', '## heading', '- item', '\\*', '</style>', '&lt;', ']]>', '[x](javascript:y)', '`', '\u202e'); // oxfmt-ignore
const words = fc.tuple(fc.constantFrom('the ', ''), hostile, anyText()).map((parts) => parts.join(''));

test('every change that people see stands there exactly once, whatever it is called, and the others are counted', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(seen, words), { maxLength: 8 }),
      fc.array(fc.tuple(unseen, words), { maxLength: 8 }),
      (told, untold) => {
        // A number of its own makes each one known again.
        const subjects = [...told, ...untold].map(([type, text], n) => `${type}n${n}zq ${text}`);
        const notes = draft(...subjects);
        const items = itemsOf(notes);
        assert.equal(items.length, told.length);
        for (const n of told.keys())
          assert.equal(items.filter((item) => `${item} `.includes(`${n}zq `)).length, 1, notes);
        for (const n of untold.keys()) assert.ok(!items.some((item) => `${item} `.includes(`n${told.length + n}zq `)));
        assert.equal(notes.includes('nobody sees'), untold.length > 0);
        if (untold.length > 0) assert.ok(notes.includes(`${untold.length} change`));
      },
    ),
  );
});

test('nothing is invented and nothing becomes markup: a line is its component, the commit’s words and its references', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        words,
        anyText(60),
        fc.tuple(seen, words).map((parts) => parts.join('')),
      ),
      (subject) => {
        const { group, breaking } = said(subject);
        const items = itemsOf(draft(subject));
        assert.equal(items.length, group === null ? 0 : 1);
        if (group === null) return;
        const line = plain(items[0] ?? '');
        const start = `web: ${breaking ? 'Breaking: ' : ''}`;
        assert.ok(line.startsWith(start), line);
        const own = plain(oneLine(change(subject).subject));
        const { text, refs } = said(subject);
        const from = own === '' ? commit('a').slice(0, 7) : own.toLowerCase();
        assert.ok(from.includes(plain(text).toLowerCase()), `${text} is not in ${own}`);
        for (const ref of refs) assert.ok(own.includes(ref) || subject.includes(`Merged PR ${ref.slice(1)}`), ref);
        assert.equal(line, plain(`${start}${text}${refs.length === 0 ? '' : ` (${refs.join(', ')})`}`));
      },
    ),
    { numRuns: 500 },
  );
});
