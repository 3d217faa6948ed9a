import { ok } from 'node:assert';
import { expect } from '@playwright/test';
import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { parse } from '../../main/workspace/parse';
import { limits, parsedSchema } from '../../main/workspace/parsed';
import { located } from '../../main/workspace/problems';
import { resolveWorkspace } from '../../main/workspace/resolve';
import { anyText } from '../support/any-text';
import { smallFile, test } from '../support/ledger-workspace';

/** What `read` does with a text, without a process for each of thousands. */
const readHere = (text: string): 'workspace' | 'mistakes' | 'bomb' => {
  const parsed = parse(text);
  ok(parsedSchema.safeParse(JSON.parse(JSON.stringify(parsed))).success);
  if (parsed.kind !== 'document') return parsed.kind;
  const resolved = resolveWorkspace(parsed, '/srv/shop/humdrum.yml', null);
  if (resolved.ok) return 'workspace';
  const problems = located(parsed, resolved.mistakes);
  ok(problems.length > 0);
  for (const problem of problems) {
    ok(problem.line >= 1 && problem.line <= text.split('\n').length && problem.column >= 1);
    ok(problem.found !== '' && problem.expected !== '');
  }
  return 'mistakes';
};

const keys = [
  'humdrum',
  'name',
  'stages',
  'environments',
  'components',
  'endpoint',
  'kind',
  'repository',
  'verify',
  'dev',
  '__proto__',
];
const leaf = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom('local', 'http', 'dev', '${x}'),
);
const { node } = fc.letrec((tie) => ({
  node: fc.oneof(
    { maxDepth: 6 },
    leaf,
    fc.array(tie('node'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...keys), fc.string()), tie('node'), { maxKeys: 5 }),
  ),
}));

test('any text is a workspace, mistakes with a place, or a bomb: never an exception', () => {
  fc.assert(
    fc.property(anyText(300), (text) => void readHere(text)),
    { numRuns: 1000 },
  );
  const yamlish = fc.array(
    fc.constantFrom(
      '- ',
      '? ',
      ': ',
      '[',
      ']',
      '{',
      '}',
      '\n',
      '  ',
      "'",
      '"',
      '&a ',
      '*a',
      '!!str ',
      '|\n',
      '# ',
      'k',
      ',',
      '---\n',
      '%',
    ),
    { maxLength: 80 },
  );
  fc.assert(
    fc.property(yamlish, (pieces) => void readHere(pieces.join(''))),
    { numRuns: 2000 },
  );
});

test('any document is a workspace or mistakes with a place', () => {
  fc.assert(
    fc.property(node, (document) => void readHere(stringify(document))),
    { numRuns: 1500 },
  );
});

test('a good file with one place destroyed is a workspace or mistakes with a place', () => {
  const damage = fc.record({ at: fc.nat(smallFile.length - 1), length: fc.nat(12), text: fc.string({ maxLength: 6 }) });
  const seen = new Set<string>();
  fc.assert(
    fc.property(damage, ({ at, length, text }) => {
      seen.add(readHere(smallFile.slice(0, at) + text + smallFile.slice(at + length)));
    }),
    { numRuns: 1500 },
  );
  expect([...seen].sort()).toEqual(['mistakes', 'workspace']);
});

test('a nest deeper than the limit is a bomb and one below it is not, whatever it is made of', () => {
  const opens = fc.constantFrom(['[', ']'], ['{a: ', '}'], ['- ', '']);
  fc.assert(
    fc.property(opens, fc.integer({ min: 1, max: 400 }), ([open = '', close = ''], depth) => {
      const kind = parse(`${open.repeat(depth)}x${close.repeat(depth)}`).kind;
      if (depth > limits.depth) ok(kind === 'bomb');
      if (depth < limits.depth - 1) ok(kind === 'document');
    }),
    { numRuns: 300 },
  );
});
