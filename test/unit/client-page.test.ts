import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { parse, type DefaultTreeAdapterMap } from 'parse5';
import { oneLine } from '../../contract/one-line';
import { readNotes } from '../../contract/release-notes';
import type { ReleasePage } from '../../contract/release-page';
import { clientMarkdown, clientPage } from '../../main/release/releases/client-page';
import { pageStyle } from '../../main/release/releases/page-style';
import { anyText } from '../support/any-text';
import { commit } from '../support/entries';

// A page for clients is opened by people who trust whoever sent it: whatever a text on it says, it is text.

type Node = DefaultTreeAdapterMap['node'];
type Element = DefaultTreeAdapterMap['element'];

const isElement = (node: Node): node is Element => 'tagName' in node;
const elementsOf = (node: Node): readonly Element[] => [
  ...(isElement(node) ? [node] : []),
  ...('childNodes' in node ? node.childNodes.flatMap(elementsOf) : []),
];
const textOf = (node: Node): string => {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
};
const kindsOf = (node: Node): readonly string[] => [
  node.nodeName,
  ...('childNodes' in node ? node.childNodes.flatMap(kindsOf) : []),
];
const attributesOf = (element: Element): readonly string[] =>
  element.attrs.map(({ name, value }) => `${element.tagName} ${name}=${value}`);

/** All that we write; the policy denies whatever it does not name. */
const ours = {
  kinds: [
    '#document', '#documentType', '#text', 'html', 'head', 'meta', 'title', 'style', 'body', 'main', 'header', 'section', 'footer',
    'h1', 'h2', 'h3', 'div', 'p', 'ul', 'li', 'strong',
  ], // oxfmt-ignore
  attributes: [
    'html lang=en',
    'meta charset=utf-8',
    'meta http-equiv=Content-Security-Policy',
    "meta content=default-src 'none'; style-src 'unsafe-inline'",
    'meta name=viewport',
    'meta content=width=device-width, initial-scale=1',
    'meta name=color-scheme',
    'meta content=light dark',
    'div class=set',
    ...['changes', 'tested', 'problems', 'people', 'boxes'].map((name) => `section class=${name}`),
  ],
} as const;

const hostile = fc.constantFrom(
  '<script>alert(1)</script>', '</style><script>', '</title><img src=x onerror=alert(1)>', '"><img onerror=alert(1)>', "' onload='x", '&', '&lt;b&gt;',
  '&#60;b&#62;', '\u202etxt.exe\u202c', '\u2066isolate', 'javascript:alert(1)', '[x](javascript:y)', '<a href="javascript:x">', '<!--', ']]>', '<![CDATA[',
  '</main></body></html>', '<meta http-equiv=refresh content="0;url=//evil.example">', 'https://evil.example/x.png', '@import url(//evil.example)', '\0',
); // oxfmt-ignore
/** Each is found again by its own beginning and end. */
const text = fc
  .tuple(fc.constantFrom('it ', ''), hostile, fc.oneof(hostile, anyText(6)))
  .map((parts) => `a${parts.join('')}z`);

interface Texts {
  readonly workspace: string;
  readonly release: string;
  readonly stage: string;
  readonly component: string;
  readonly version: string;
  readonly person: string;
  readonly email: string;
  readonly subject: string;
  readonly test: string;
  readonly incident: string;
  readonly box: string;
  readonly note: string;
}
const texts: fc.Arbitrary<Texts> = fc.record({
  workspace: text, release: text, stage: text, component: text, version: text, person: text, email: text, subject: text, test: text, incident: text,
  box: text, note: text,
}); // oxfmt-ignore

const at = '2026-11-22T10:00:00.000Z';

/** A page that says each text at the place it belongs to; its notes are what somebody wrote. */
const pageOf = (said: Texts): ReleasePage => {
  const { component, person: name, email, test: tested } = said;
  const person = { name, email };
  const result = { name: tested, text: '', ms: 12 };
  return {
    workspace: said.workspace,
    release: {
      id: 'd'.repeat(64), name: said.release, stage: said.stage, environment: said.stage, by: person, at,
      set: [{ id: 'e'.repeat(64), component, commit: commit('a'), version: said.version, artifact: null, config: null }],
    }, // oxfmt-ignore
    stage: said.stage,
    state: 'partly-deployed',
    wentOut: at,
    at,
    draft: '',
    notes: `## ${said.subject}\n\n- **${said.subject}**\n- ${said.subject}\n\n${said.subject}`,
    edited: { by: person, at },
    tested: [
      {
        stage: said.stage,
        tests: [{ component, outcome: 'failed', at, results: [{ ...result, passed: true }, { ...result, passed: false }] }],
        untested: [component],
      },
    ], // oxfmt-ignore
    problems: [
      { kind: 'incident', component, title: said.incident, since: at },
      { kind: 'faulty', component, tests: [tested] },
    ],
    people: [{ person, next: true }],
    boxes: [{ name: said.box, signed: { by: person, at, reason: said.note } }],
    unread: [{ component, failure: { kind: 'repository-missing', repository: component } }],
  };
};

const plain = (from: string): string => oneLine(from).replaceAll(/\s+/g, ' ');

test('a page holds our own elements and attributes, whatever any text on it says, and its policy lets nothing run or load', () => {
  fc.assert(
    fc.property(texts, (said) => {
      const tree = parse(clientPage(pageOf(said)));
      const elements = elementsOf(tree);
      assert.deepEqual(
        kindsOf(tree).filter((kind) => !ours.kinds.some((one) => one === kind)),
        [],
      );
      assert.deepEqual(
        elements.flatMap(attributesOf).filter((attribute) => !ours.attributes.includes(attribute)),
        [],
      );
      const only = (name: string): readonly Element[] => elements.filter(({ tagName }) => tagName === name);
      for (const name of ['head', 'title', 'style', 'body', 'main', 'h1'])
        assert.equal(only(name).length, 1, `one ${name}`);
      assert.equal(only('section').length, 5);
      const [policy] = elements.filter((one) => attributesOf(one).some((each) => each.includes('Security-Policy')));
      assert.equal(policy && policy.parentNode && isElement(policy.parentNode) && policy.parentNode.tagName, 'head');
      assert.equal(only('style').map(textOf).join(''), pageStyle);
    }),
    { numRuns: 300 },
  );
});

test('the style of a page names nothing outside of the file', () => {
  expect(pageStyle.length).toBeGreaterThan(500);
  expect(pageStyle).not.toMatch(/url\(|@import|:\/\/|</);
});

test('every text stands on a page as it was written, on one line, and no sign of direction with it', () => {
  fc.assert(
    fc.property(texts, (said) => {
      const [body] = elementsOf(parse(clientPage(pageOf(said)))).filter(({ tagName }) => tagName === 'body');
      assert.ok(body);
      const read = textOf(body);
      assert.doesNotMatch(read, /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/);
      const words = plain(read);
      const { subject, ...others } = said;
      for (const [place, one] of Object.entries(others)) assert.ok(words.includes(plain(one)), `${place}: ${words}`);
      // Notes have marks of their own: what they say is what stands there.
      const told = readNotes(subject).flatMap((block) =>
        (block.kind === 'list' ? block.items : [block.pieces]).map((line) => line.map((one) => one.text).join('')),
      );
      for (const one of told) assert.ok(words.split(plain(one)).length > 4, `${one}: ${words}`);
    }),
    { numRuns: 300 },
  );
});

test('as Markdown a page has our own headings, and says the same texts', () => {
  fc.assert(
    fc.property(texts, (said) => {
      const page = pageOf(said);
      const lines = clientMarkdown(page).split('\n');
      assert.equal(lines.filter((line) => line.startsWith('# ')).length, 1);
      assert.equal(lines.filter((line) => line.startsWith('## ')).length, 5);
      // The one of the notes, and that of the stage where it was tested.
      assert.equal(lines.filter((line) => line.startsWith('### ')).length, 2);
      for (const line of lines) {
        const bare = line.replaceAll(/\\[!-/:-@[-`{-~]/g, '·');
        assert.doesNotMatch(bare, /[<>[\]`]|&[#a-z]/i, line);
        assert.doesNotMatch(bare.replaceAll('**', ''), /[*_~|]/, line);
      }
      const read = lines.join('\n').replaceAll(/\\([!-/:-@[-`{-~])/g, '$1');
      for (const [place, one] of Object.entries({ ...said, subject: '' }))
        assert.ok(read.includes(plain(one)), `${place}: ${read}`);
    }),
    { numRuns: 300 },
  );
});
