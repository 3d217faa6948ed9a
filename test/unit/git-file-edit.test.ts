import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { parse } from 'yaml';
import { gitFileFormat } from '../../contract/endpoint-kinds/git-file';
import { editVersion } from '../../main/endpoints/git-file/edit';
import { pointAt } from '../../main/http/pointer';
import { runs } from '../support/runs';

const commit = fc.stringMatching(/^[0-9a-f]{40}$/);
const version = fc.stringMatching(/^v?\d{1,3}\.\d{1,3}\.\d{1,3}(-[a-z]{1,5}\.\d)?$/);
const awkward = fc.constantFrom(
  '1e10',
  '0x12',
  '007',
  'yes',
  'null',
  '1.0',
  '0b101',
  '12:30',
  'a: b',
  '#x',
  "it's",
  'x #y',
  '"',
  '-',
  '~',
  '*a',
);
const values = fc.oneof(commit, version, awkward);

const textOf = (text: string, format: 'yaml' | 'json' | 'kustomize' | 'env', key: string, value: string): string => {
  const edit = editVersion(text, format, key, value);
  return edit.kind === 'changed' ? edit.text : `${edit.kind} ${edit.kind === 'wrong' ? edit.expected : ''}`;
};

/** A file whose version stands between two halves; the same before and after, byte for byte. */
const around = (before: string, written: string, after: string, edited: string): void => {
  expect(edited.startsWith(before), edited).toBe(true);
  expect(edited.endsWith(after), edited).toBe(true);
  expect(edited).not.toBe(before + written + after);
};

const quoted = fc.constantFrom('old', "'old'", '"old"');
const comments = fc.constantFrom('', '  # the version; "quoted" and: strange', '\t# tab');
const endings = fc.constantFrom('\n', '\r\n');

test('a value put into YAML is read back as that text, by YAML’s own types, and nothing else changes', () => {
  fc.assert(
    fc.property(values, quoted, comments, endings, (value, written, comment, end) => {
      const lines = ['# Shop', 'image:', '    repository:   shop/catalog', `    tag: `];
      const before = lines.join(end);
      const after = `${comment}${end}list: [ a,  b ]${end}# last${end}`;
      const edited = textOf(before + written + after, 'yaml', '/image/tag', value);
      around(before, written, after, edited);
      expect(pointAt(parse(edited), '/image/tag')).toBe(value);
      // Many controllers read YAML 1.1, where yes is true and 12:30 a number.
      expect(pointAt(parse(edited, { version: '1.1' }), '/image/tag')).toBe(value);
    }),
    { numRuns: runs(400) },
  );
});

test('a value put into JSON is read back as that text, and nothing else changes', () => {
  fc.assert(
    fc.property(values, fc.jsonValue(), fc.constantFrom(0, 1, '\t', 4), (value, other, indent) => {
      const whole = JSON.stringify(
        { other, images: [{ tag: 'no' }, { 'a/b~c': 'old {"tag": 1}', z: other }] },
        null,
        indent,
      );
      const written = JSON.stringify('old {"tag": 1}');
      const at = whole.lastIndexOf(written);
      const edited = textOf(whole, 'json', '/images/1/a~1b~0c', value);
      expect(edited).toBe(whole.slice(0, at) + JSON.stringify(value) + whole.slice(at + written.length));
      expect(pointAt(JSON.parse(edited), '/images/1/a~1b~0c')).toBe(value);
    }),
    { numRuns: runs(300) },
  );
});

test('whatever a file and a pointer are, they are edited or turned down in words, and never more than the value changes', () => {
  const pieces = fc.array(
    fc.constantFrom(
      'a:',
      ' ',
      '\n',
      '- ',
      '{',
      '[',
      ']',
      '}',
      '"',
      "'",
      '&x ',
      '*x',
      '|',
      'b',
      '---\n',
      '#',
      '\t',
      ',',
    ),
    { maxLength: 40 },
  );
  const said: string[] = [];
  const odd: string[] = [];
  let changed = 0;
  const heads = fc.constantFrom('', 'a: old\n', '- a: old\n', 'a=old\n');
  fc.assert(
    fc.property(heads, pieces, fc.constantFrom('/a', '/0/a', '/b'), commit, (head, some, key, value) => {
      const text = head + some.join('');
      for (const format of ['yaml', 'json', 'kustomize', 'env'] as const) {
        const edit = editVersion(text, format, format === 'env' ? 'a' : key, value);
        if (edit.kind === 'wrong') said.push(edit.expected);
        if (edit.kind !== 'changed' || edit.from !== 'old') continue;
        changed += 1;
        const expected = [value, JSON.stringify(value)].map((written) => text.replace('old', written));
        if (!expected.includes(edit.text)) odd.push(`${text} → ${edit.text}`);
      }
    }),
    { numRuns: runs(500) },
  );
  expect(said.filter((words) => words.length < 6)).toEqual([]);
  expect(changed).toBeGreaterThan(20);
  expect(odd).toEqual([]);
});

test('a kustomization’s image is found by its name', () => {
  const text = 'images:\n- name: shop/web   # first\n  newTag: v1\n- {name: shop/api, newTag: "v1"}\n';
  expect(textOf(text, 'kustomize', 'shop/api', 'v2')).toBe(text.replace('"v1"', '"v2"'));
  expect(textOf(text, 'kustomize', 'shop/web', 'v2')).toBe(text.replace('newTag: v1', 'newTag: v2'));
  expect(textOf(text, 'kustomize', 'shop/other', 'v2')).toContain('an image called shop/other');
  expect(textOf('images: [{name: a, digest: x, newTag: y}]', 'kustomize', 'a', 'v2')).toContain('no digest for a');
  expect(textOf('images: [{name: a}]', 'kustomize', 'a', 'v2')).toContain('a newTag for a');
});

test('a line of an .env file keeps its quotes, its export and its comment', () => {
  const text = 'A=1\r\nexport TAG = "old" # which\r\nTAGS=old\r\n';
  expect(textOf(text, 'env', 'TAG', 'v2')).toBe('A=1\r\nexport TAG = "v2" # which\r\nTAGS=old\r\n');
  expect(textOf('TAG=\n', 'env', 'TAG', 'v2')).toBe('TAG=v2\n');
  expect(textOf('TAG=a\nTAG=b\n', 'env', 'TAG', 'v2')).toContain('one line');
  expect(textOf('TAG=a\n', 'env', 'TAG', 'a b')).toContain('not a b');
  expect(textOf('TAG=a\n', 'env', 'TAG.*', 'b')).toContain('the name of a variable');
});

test('what is not there, stands twice, or is no text of one line is turned down', () => {
  expect(textOf('a: 1\n', 'yaml', '/b', 'x')).toContain('something at /b');
  expect(textOf('a: {b: 1}\n', 'yaml', '/a', 'x')).toContain('a text at /a');
  expect(textOf('a: |\n  old\n', 'yaml', '/a', 'x')).toContain('one line');
  expect(textOf('a:\n', 'yaml', '/a', 'x')).toContain('one line');
  expect(textOf('b: &t old\na: *t\n', 'yaml', '/a', 'x')).toContain('a text at /a');
  expect(textOf('b: &t old\na: *t\n', 'yaml', '/b', 'x')).toBe('b: &t x\na: *t\n');
  expect(textOf('a: old\n---\na: old\n', 'yaml', '/a', 'x')).toContain('one document');
  expect(textOf('b: old\n---\na: old\n', 'yaml', '/a', 'x')).toBe('b: old\n---\na: x\n');
  expect(textOf('{"a":"old","a":"old"}', 'json', '/a', 'x')).toContain('once');
  expect(textOf('{"a":1}', 'json', '/a', 'x')).toContain('a text at /a');
  expect(textOf('{"a":', 'json', '/a', 'x')).toContain('correct JSON');
  expect(editVersion('a: x\n', 'yaml', '/a', 'x')).toEqual({ kind: 'same' });
});

test('a file made to end who reads it is turned down, and the process lives', () => {
  expect(textOf('['.repeat(2000), 'yaml', '/a', 'x')).toContain('nested');
  expect(textOf('- '.repeat(2000), 'yaml', '/a', 'x')).toContain('nested');
  expect(textOf(`a: old\n${'b: 1\n'.repeat(100_000)}`, 'yaml', '/a', 'x')).toContain('at most 256 KB');
  const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]'];
  for (const [i, name] of ['b', 'c', 'd', 'e', 'f', 'g'].entries())
    bomb.push(`${name}: &${name} [${Array(9).fill(`*${'abcdef'[i]}`).join(',')}]`);
  expect(textOf(`${bomb.join('\n')}\nv: old\n`, 'yaml', '/v', 'x')).toMatch(/\nv: x\n$/);
});

test('the format is what the key says, else what the file’s name says', () => {
  const formats = ['a/kustomization.yaml', 'values.yml', 'x.JSON', '.env', '.env.production', 'shop.env', 'VERSION'];
  expect(formats.map((file) => gitFileFormat({ file }))).toEqual([
    'kustomize',
    'yaml',
    'json',
    'env',
    'env',
    'env',
    null,
  ]);
  expect(gitFileFormat({ file: 'VERSION', format: 'env' })).toBe('env');
});
