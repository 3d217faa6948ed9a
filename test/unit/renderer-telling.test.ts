import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import type { Ending } from '../../contract/deployment';
import type { Entry } from '../../contract/entry';
import { entryWords } from '../../contract/words/entry';
import { toCsv, toMarkdown } from '../../renderer/activity/export-entries';
import { lineStart, lineStop, type Outcome } from '../../renderer/acts/acts-store';
import { eventsOf, type Story } from '../../renderer/gallery/fixtures/deployments';
import { corner } from '../../renderer/gallery/fixtures/ledger-entries';
import { incidentOf, withIncidents } from '../../renderer/gallery/fixtures/line-and-incidents';
import { armed, cornerShop, troubled } from '../../renderer/gallery/fixtures/states';
import { tellingOf } from '../../renderer/notices/telling';
import { countdownsOf } from '../../renderer/shell/countdowns';
import { needsOf } from '../../renderer/shell/needs';

const cell = { component: 'catalog', stage: 'staging' };
const telling = (outcome: Outcome | null) =>
  tellingOf(cell, { act: 'promote', promotion: null, startedAt: 0, events: [], outcome });
const endingOf = (story: Story): Ending => {
  const last = eventsOf(story).at(-1)!;
  if (last.type !== 'ended') throw new Error(`${story} has no ending`);
  return last.ending;
};

for (const [story, role, title] of [
  ['deployed', 'status', /^Deployed ·/],
  ['faulty', 'alert', /^Deployed, but faulty ·/],
  ['not-deployed', 'alert', /^Not deployed ·/],
  ['unknown', 'alert', /^Unknown ·/],
  ['withdrawn', 'status', /^Withdrawn ·/],
] as const)
  test(`a promotion that ended ${story} is told as ${role}`, () => {
    const told = telling({ kind: 'ended', ending: endingOf(story) });
    assert.equal(told?.role, role);
    assert.match(told?.title, title);
    assert.notEqual(told?.next, '');
  });

test('what is pending, or simply done, is not told', () => {
  expect(telling(null)).toBeNull();
  expect(telling({ kind: 'done' })).toBeNull();
});

test('what needs a person comes most urgent first', () => {
  expect(needsOf(troubled).map(({ kind, component }) => `${kind} ${component}`)).toEqual([
    'unknown-verdict unknown',
    'orphaned orphaned',
    'faulty web',
    'drift basket',
  ]);
  expect(needsOf({ ...cornerShop, components: [cornerShop.components[0]!] })).toEqual([]);
});

test('an open incident stands after what is faulty, each of its own, and names the stage and the deployment', () => {
  const [orders, slow] = [incidentOf('orders fail'), incidentOf('it is slow')];
  const needs = needsOf(withIncidents(troubled, [orders, slow]));
  expect(needs.map(({ kind }) => kind)).toEqual([
    'unknown-verdict', 'orphaned', 'faulty', 'incident', 'incident', 'drift',
  ]); // oxfmt-ignore
  expect(needs[3]).toMatchObject({
    component: 'catalog',
    stage: 'staging',
    title: 'Incident in staging: orders fail',
    since: orders.opened.at,
    deployment: orders.deployment,
  });
  expect(needsOf(withIncidents(troubled, []))).toEqual(needsOf(troubled));
});

test('a countdown says what goes where and what it carries; a teammate’s or a left one is not ours to undo', () => {
  expect(countdownsOf(armed).map(({ title, text }) => [title, text])).toEqual([
    ['countdown v1.1.0 → production', '2 changes · no migrations'],
  ]);
  const others = armed.components.map((component) => ({
    ...component,
    cells: component.cells.map((each) => ({ ...each, inFlight: each.inFlight && { ...each.inFlight, mine: false } })),
  }));
  expect(countdownsOf({ ...armed, components: others })).toEqual([]);
});

const entry = (more: Partial<Extract<Entry, { kind: 'held' }>>): Entry => ({
  format: 1,
  id: '3c1aa900-0000-4000-a000-000000000000',
  at: '2026-11-22T20:00:00.000Z',
  by: { name: 'Mira', email: 'mira@shop.example' },
  machine: 'm',
  environment: 'staging',
  component: 'web',
  kind: 'held',
  reason: 'because',
  ...more,
});

test('the CSV can be read back, and nothing in it is a formula', () => {
  const csv = toCsv([entry({ reason: 'said "no", twice\nthen left' }), entry({ component: '=HYPERLINK("x")' })]);
  expect(csv.split('\r\n')[0]).toBe('at,person,component,environment,kind,what,detail');
  expect(csv).toContain('"said ""no"", twice\nthen left"');
  expect(csv).toContain(`"'=HYPERLINK(""x"")"`);
});

test('a reason can’t break out of its cell of the Markdown table', () => {
  const [, , row = ''] = toMarkdown([entry({ reason: 'a | b\n<img src=x>' })]).split('\n');
  expect(row).toContain('a \\| b &lt;img src=x>');
});

test('every entry of the ledger has words', () => {
  expect(corner.length).toBeGreaterThan(200);
  for (const each of corner) assert.match(entryWords(each).did, /^[A-Z]/);
  expect(toCsv(corner).trimEnd().split('\r\n')).toHaveLength(corner.length + 1);
});

test('of the line nothing is told as if it were a cell', () => {
  for (const [at, act] of [
    [lineStop, 'stop-line'],
    [lineStart, 'start-line'],
  ] as const)
    expect(tellingOf(at, { act, promotion: null, startedAt: 0, events: [], outcome: { kind: 'lost' } })?.title).toBe(
      'The engine stopped during it',
    );
});
