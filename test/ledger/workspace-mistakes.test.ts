import { expect } from '@playwright/test';
import { problemsOf, smallFile, test, workspaceOf } from '../support/ledger-workspace';

/** What is changed in the small file, and what is said about it. */
const cases: readonly (readonly [string, string, string, Record<string, unknown>])[] = [
  [
    'an unknown key',
    'name: Corner shop',
    'name: Corner shop\nledgr: /srv/l.git',
    { line: 3, column: 1, key: 'ledgr', nearest: 'ledger' },
  ],
  [
    'a second document',
    'stages: [dev, production]',
    '---\nstages: [dev, production]',
    { line: 3, column: 1, found: 'a second document', expected: 'one workspace in one file' },
  ],
  [
    'a misspelt key, said once',
    'repository: /srv/git/catalog.git',
    'repositry: /srv/git/catalog.git',
    { line: 11, column: 5, key: 'components[0].repositry', found: 'the unknown key repositry', nearest: 'repository' },
  ],
  [
    'a missing key',
    '    repository: /srv/git/catalog.git\n',
    '',
    { line: 10, column: 5, key: 'components[0].repository', found: 'nothing', expected: 'a text' },
  ],
  [
    'a number where a text is meant',
    'name: Corner shop',
    'name: 12',
    { line: 2, column: 7, key: 'name', found: '12', expected: 'a text: put it in quotes' },
  ],
  [
    'a duration that is none',
    'stages: [dev, production]',
    'stages: [dev, { name: production, soak: soon }]',
    { line: 3, column: 41, key: 'stages[1].soak', found: '"soon"', expected: 'a duration like 30s, 5m or 1h' },
  ],
  [
    'a value of a list of values',
    'stages: [dev, production]',
    'stages: [{ name: dev, promote: aut }, production]',
    { line: 3, column: 32, key: 'stages[0].promote', expected: 'one of "click", "auto"', nearest: 'auto' },
  ],
  [
    'an unknown kind of endpoint',
    'kind: git-branch, branch: env/dev',
    'kind: git-brunch, branch: env/dev',
    { line: 6, column: 23, key: 'environments.dev.endpoint.kind', found: '"git-brunch"', nearest: 'git-branch' },
  ],
  [
    'an unknown key deep in an endpoint',
    'branch: env/dev',
    'brunch: env/dev',
    { line: 6, column: 35, key: 'environments.dev.endpoint.brunch', nearest: 'branch' },
  ],
  [
    'an unknown placeholder',
    'branch: env/dev',
    "branch: 'env/${enviroment}'",
    { line: 6, column: 43, found: 'the unknown placeholder ${enviroment}', nearest: 'environment' },
  ],
  [
    'a stage without an environment',
    'stages: [dev, production]',
    'stages: [dev, prodcution]',
    { line: 3, column: 15, key: 'stages[1]', nearest: 'production' },
  ],
  [
    'a stage named twice',
    'stages: [dev, production]',
    'stages: [dev, DEV]',
    { line: 3, column: 15, key: 'stages[1]', found: 'a second stage DEV' },
  ],
  [
    'a stage named like a step of every funnel',
    'stages: [dev, production]',
    'stages: [dev, production, checked]',
    { line: 3, column: 27, found: 'checked' },
  ],
  [
    'a component named twice',
    'name: basket',
    'name: Catalog',
    { line: 12, column: 11, key: 'components[1].name', found: 'a second component Catalog' },
  ],
  [
    'a component that nobody knows',
    'after: [catalog]',
    'after: [catalgo]',
    { line: 14, column: 13, key: 'components[1].after[0]', nearest: 'catalog' },
  ],
  [
    'components that wait for each other',
    'catalog.git\n',
    'catalog.git\n    after: [basket]\n',
    { key: 'components[0].after', found: 'catalog after basket after catalog' },
  ],
  [
    'a name that turns the direction of writing',
    'stages: [dev, production]',
    'stages: [dev, "produ\\u202ection"]',
    { line: 3, column: 15, key: 'stages[1]' },
  ],
  [
    'a name with a letter that looks like another',
    'name: basket',
    'name: bаsket',
    { line: 12, column: 11, key: 'components[1].name' },
  ],
  [
    'a workspace name with a control character',
    'name: Corner shop',
    'name: "Corner\\u0007shop"',
    { line: 2, column: 7, key: 'name' },
  ],
  [
    'an address that git takes for a program',
    'repository: /srv/git/catalog.git',
    'repository: ext::sh -c id',
    { line: 11, column: 17, key: 'components[0].repository' },
  ],
  [
    'an address that git takes for an option',
    'repository: /srv/git/catalog.git',
    'repository: --upload-pack=id',
    { line: 11, column: 17 },
  ],
  [
    'a password in an address',
    'https://git.example',
    'https://ada:secret@git.example',
    { line: 13, column: 17, expected: 'an address without a password in it' },
  ],
  [
    'a secret on a command line',
    '    repository: /srv/git/catalog.git',
    "    repository: /srv/git/catalog.git\n    checks: { kind: command-results, run: [x, '${secret:TOKEN}'] }",
    { line: 12, found: 'the secret TOKEN' },
  ],
  [
    'a path that leaves the repository',
    '    after: [catalog]',
    '    path: ../x',
    { line: 14, column: 11, key: 'components[1].path' },
  ],
  [
    'a branch that is an option',
    '    after: [catalog]',
    '    branch: -x',
    { line: 14, column: 13, key: 'components[1].branch' },
  ],
  [
    'a day that is none',
    'stages: [dev, production]',
    'stages: [dev, { name: production, freeze: [{ from: 2026-02-30, to: 2026-03-01, reason: x }] }]',
    { line: 3, key: 'stages[1].freeze[0].from', found: '"2026-02-30"' },
  ],
  [
    'a time zone that is none',
    'stages: [dev, production]',
    'stages: [dev, { name: production, freeze: [{ days: [fri], timezone: Europe/Berlim, reason: x }] }]',
    { line: 3, key: 'stages[1].freeze[0].timezone' },
  ],
  [
    'another version of the format',
    'humdrum: 1',
    'humdrum: 2',
    { line: 1, column: 10, key: 'humdrum', found: '2', expected: '1' },
  ],
  [
    'an endpoint that is not complete after merging',
    '{ kind: git-branch, branch: env/dev }',
    '{ kind: git-branch }',
    { line: 6, column: 5, key: 'environments.dev.endpoint.branch', found: 'nothing' },
  ],
];

for (const [title, from, to, problem] of cases) {
  test(`${title} is said with its line, column and key`, async ({ read }) => {
    expect(smallFile).toContain(from);
    expect(problemsOf(await read(smallFile.replace(from, to)))).toEqual([expect.objectContaining(problem)]);
  });
}

test('two components of this machine can’t answer on one port', async ({ read }) => {
  const file = smallFile.replace('{ kind: git-branch, branch: env/dev }', '{ kind: local, port: 4100 }');
  expect(problemsOf(await read(file))).toEqual([
    expect.objectContaining({
      line: 6,
      found: 'port 4100 for basket in dev',
      expected: expect.stringContaining('catalog'),
    }),
  ]);
  const own = `${file}    environments: { dev: { endpoint: { port: 4101 } } }\n`;
  expect(workspaceOf(await read(own)).components.map((c) => c.targets[0]?.port)).toEqual([4100, 4101]);
});

test('all mistakes are said, in the order of the file', async ({ read }) => {
  const problems = problemsOf(
    await read(smallFile.replace('name: Corner', 'nmae: Corner').replace('after:', 'afetr:')),
  );
  expect(problems.map((p) => [p.line, p.nearest])).toEqual([
    [2, 'name'],
    [14, 'after'],
  ]);
});

test('a commit, a version or a number with a zero in front stays the text that was written', async ({ read }) => {
  const branch = async (text: string) =>
    workspaceOf(await read(`${smallFile}    branch: ${text}\n`)).components[1]?.branch;
  for (const text of ['1e10', '0x1F', '0o17', '007', '1.10', '12e3456', '1234567890123456789'])
    expect(await branch(text)).toBe(text);
});
