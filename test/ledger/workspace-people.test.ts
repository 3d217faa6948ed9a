import { expect } from '@playwright/test';
import { problemsOf, smallFile, test, workspaceOf } from '../support/ledger-workspace';

const withPeople = (people: string): string => smallFile.replace('stages:', `people: [${people}]\nstages:`);

test('people have one address or several, and absences', async ({ read }) => {
  const away = '{ from: 2026-12-20, to: 2027-01-03 }';
  const text = `{ name: Ana, email: a@x.example }, { name: Ben, email: [b@x.example, ben@y.example], away: [${away}] }`;
  expect(workspaceOf(await read(withPeople(text))).people).toEqual([
    { name: 'Ana', emails: ['a@x.example'], away: [] },
    { name: 'Ben', emails: ['b@x.example', 'ben@y.example'], away: [{ from: '2026-12-20', to: '2027-01-03' }] },
  ]);
  expect(workspaceOf(await read(smallFile)).people).toEqual([]);
});

const cases: readonly (readonly [string, string, Record<string, unknown>])[] = [
  [
    'an address that two people have',
    '{ name: Ana, email: a@x.example }, { name: Ben, email: [b@x.example, A@X.example] }',
    { line: 3, key: 'people[1].email', found: 'A@X.example, which is Ana’s', expected: 'an address of their own' },
  ],
  [
    'an absence that ends before it begins',
    '{ name: Ana, email: a@x.example, away: [{ from: 2026-12-20, to: 2026-12-01 }] }',
    { line: 3, key: 'people[0].away[0].to', expected: 'a day not before 2026-12-20' },
  ],
];

for (const [title, people, problem] of cases)
  test(`${title} is said with its line and key`, async ({ read }) => {
    expect(problemsOf(await read(withPeople(people)))).toEqual([expect.objectContaining(problem)]);
  });
