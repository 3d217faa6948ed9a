import { ok } from 'node:assert';
import { expect } from '@playwright/test';
import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { parse } from '../../main/workspace/parse';
import { limits, parsedSchema } from '../../main/workspace/parsed';
import { located } from '../../main/workspace/problems';
import { resolveWorkspace } from '../../main/workspace/resolve';
import { anyText } from '../support/any-text';
import { figures, patience, runs } from '../support/runs';
import { smallFile, test } from '../support/ledger-workspace';

type Kind = 'workspace' | 'mistakes' | 'bomb';

/** What `read` does with a text, without a process for each of thousands. */
const readHere = (text: string): Kind => {
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
  'shared',
  'people',
  'email',
  'away',
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

/** Reads each of many files; every one is a workspace, mistakes with a place, or a bomb, and never an exception. */
const readMany = (what: string, texts: fc.Arbitrary<string>, numRuns: number): Readonly<Record<Kind, number>> => {
  const counts = { workspace: 0, mistakes: 0, bomb: 0 };
  fc.assert(
    fc.property(texts, (text) => {
      counts[readHere(text)] += 1;
    }),
    { numRuns },
  );
  expect(counts.workspace + counts.mistakes + counts.bomb).toBe(numRuns);
  figures(`workspace files, ${what}`, { read: numRuns, ...counts });
  return counts;
};

const signs =
  '- |? |: |[|]|{|}|\n|  |\'|"|&a |*a|!!str |# |k|,|---\n|%|<<: *a\n|\t|&b [*a, *a]\n|>-\n|!x |\u202e|\ufeff'.split(
    '|',
  );

test('any text is a workspace, mistakes with a place, or a bomb', () => {
  test.setTimeout(patience(120_000));
  expect(readMany('any text', anyText(120), runs(10_000)).mistakes).toBeGreaterThan(0);
  const yamlish = fc.array(fc.constantFrom(...signs, '|\n'), { maxLength: 60 }).map((pieces) => pieces.join(''));
  expect(readMany('almost YAML', yamlish, runs(30_000)).mistakes).toBeGreaterThan(0);
});

test('any document is a workspace or mistakes with a place', () => {
  test.setTimeout(patience(120_000));
  const documents = node.map((document) => stringify(document));
  expect(readMany('documents', documents, runs(15_000)).mistakes).toBeGreaterThan(0);
});

test('a good file with one place destroyed is a workspace or mistakes with a place', () => {
  test.setTimeout(patience(120_000));
  const away = '[{ from: 2026-12-20, to: 2027-01-03 }]';
  const file = `${smallFile}shared: [{ name: host-small, reason: ours }]\npeople: [{ name: Ana, email: [a@x.example], away: ${away} }]\n`;
  const damage = fc.record({ at: fc.nat(file.length - 1), length: fc.nat(12), text: fc.string({ maxLength: 6 }) });
  const damaged = damage.map(({ at, length, text }) => file.slice(0, at) + text + file.slice(at + length));
  const counts = readMany('damaged files', damaged, runs(35_000));
  expect(counts.mistakes).toBeGreaterThan(0);
  expect(counts.workspace).toBeGreaterThan(0);
});

test('a nest deeper than the limit is a bomb and one below it is not, whatever it is made of', () => {
  test.setTimeout(patience(120_000));
  const opens = fc.constantFrom(['[', ']'], ['{a: ', '}'], ['- ', '']);
  const counts = { bombs: 0, documents: 0 };
  fc.assert(
    fc.property(opens, fc.integer({ min: 1, max: 120 }), ([open = '', close = ''], depth) => {
      const kind = parse(`${open.repeat(depth)}x${close.repeat(depth)}`).kind;
      if (depth > limits.depth) ok(kind === 'bomb');
      if (depth < limits.depth - 1) ok(kind === 'document');
      counts[kind === 'bomb' ? 'bombs' : 'documents'] += 1;
    }),
    { numRuns: runs(10_000) },
  );
  expect(Math.min(counts.bombs, counts.documents)).toBeGreaterThan(0);
  figures('workspace files, nests', counts);
});
