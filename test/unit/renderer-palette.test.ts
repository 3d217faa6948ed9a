import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { nameOf } from '../../contract/commit';
import type { Snapshot } from '../../contract/snapshot';
import { lineStopped } from '../../renderer/gallery/fixtures/line-and-incidents';
import { cornerShop } from '../../renderer/gallery/fixtures/states';
import { commandsOf, isUnasked, type Hands } from '../../renderer/palette/commands';
import { cut, match, rank } from '../../renderer/palette/fuzzy';

const nobody = () => undefined;
const later = () => Promise.resolve();
const handsThat = (said: string[]): Hands => ({
  go: {
    board: () => said.push('board'),
    component: (name) => said.push(`component ${name}`),
    compare: (from, to) => said.push(`compare ${from} ${to}`),
    activity: nobody,
    agreement: nobody,
    insights: nobody,
    isolation: nobody,
    newWorkspace: nobody,
    releases: nobody,
    rotation: nobody,
    settings: nobody,
    deployment: nobody,
    back: nobody,
  },
  acts: {
    promote: ({ component, stage, commit }) => (said.push(`promote ${component} ${commit} ${stage}`), later()),
    rollback: ({ component, stage }) => (said.push(`roll back ${component} ${stage}`), later()),
    redeploy: later,
    withdraw: later,
    stopWaiting: later,
    adopt: later,
    resume: later,
    lock: later,
    unlock: later,
    approve: later,
    resolve: later,
    verify: later,
    stopLine: (reason) => (said.push(`stop the line ${reason}`), later()),
    startLine: () => (said.push('start the line'), later()),
    dismiss: nobody,
  },
  refresh: () => said.push('refresh'),
  setBaseline: (baseline) => said.push(`baseline ${baseline}`),
  setAppearance: (appearance) => said.push(`appearance ${appearance}`),
  openHelp: nobody,
  openStopLine: () => said.push('ask why'),
  openWorkspace: nobody,
});
const best = (query: string, texts: readonly string[]) =>
  rank(query, texts, (text) => text, 10).map(({ thing }) => thing);

test('a whole word beats scattered letters, the start of a word beats its middle', () => {
  expect(best('cat', ['checkout staging', 'location', 'catalog'])).toEqual(['catalog', 'location']);
});

test('words may come in any order, and all of them have to fit', () => {
  const texts = ['Promote web v5.2.1 to staging', 'Promote web v5.2.1 to test', 'Roll back basket in staging'];
  expect(best('stag web', texts)).toEqual([texts[0]]);
  expect(best('stag nobody', texts)).toEqual([]);
});

test('letters in order find a name', () => {
  expect(best('ctlg', ['checkout', 'catalog'])).toEqual(['catalog']);
});

test('what was matched is in the text, in order, and cutting it up loses nothing', () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ maxLength: 6 }), (text, query) => {
      const found = match(query, text);
      if (found === null) return;
      const letters = found.at.map((at) => text.toLowerCase()[at]);
      for (const letter of query.toLowerCase().replaceAll(/\s/g, '')) assert.ok(letters.includes(letter));
      assert.equal(
        cut(text, found.at)
          .map((piece) => piece.text)
          .join(''),
        text,
      );
    }),
  );
});

test('without a query everything comes in the order it was made, as many as fit', () => {
  expect(rank(' ', ['b', 'a', 'c'], (text) => text, 2).map(({ thing }) => thing)).toEqual(['b', 'a']);
});

test('every component, environment and candidate can be found', () => {
  const names = commandsOf(cornerShop, handsThat([])).map((command) => command.name);
  for (const component of cornerShop.components) {
    assert.ok(names.includes(component.name));
    for (const { running } of component.cells) assert.ok(names.includes(`${component.name} ${nameOf(running!)}`));
  }
  for (const stage of cornerShop.stages)
    assert.equal(
      names.some((name) => name.includes(stage.name)),
      true,
    );
});

test('only what has no objection is offered, and does what it says', () => {
  const said: string[] = [];
  const commands = commandsOf(cornerShop, handsThat(said));
  const eligible = cornerShop.components.flatMap(({ name, gaps }) =>
    gaps
      .filter((gap) => gap.objections.length === 0)
      .map((gap) => `promote ${name} ${gap.candidate?.commit} ${gap.to}`),
  );
  expect(eligible.length).toBeGreaterThan(3);
  for (const command of commands) if (command.kind === 'promote') command.run();
  expect(said).toEqual(eligible);
});

test('Enter alone never changes an environment: the verb has to be typed, or the row chosen', () => {
  const said: string[] = [];
  const promote = commandsOf(cornerShop, handsThat(said)).find((command) => command.kind === 'promote')!;
  for (const query of ['', 'catalog', 'catalog staging', 'p', 'dev']) assert.equal(isUnasked(promote, query), true);
  for (const query of ['promote', 'pro catalog', 'catalog prom']) assert.equal(isUnasked(promote, query), false);
  expect(isUnasked({ kind: 'go', name: 'Board', hint: '', run: nobody }, '')).toBe(false);
});

test('the line is stopped after a question or started, whichever it can be, and only by who types the whole word', () => {
  const said: string[] = [];
  const offered = (snapshot: Snapshot) =>
    commandsOf(snapshot, handsThat(said)).filter(({ kind }) => kind === 'stop' || kind === 'start');
  const [stop, start] = [offered(cornerShop), offered(lineStopped)];
  expect([stop, start].map((each) => each.map(({ name }) => name))).toEqual([['Stop the line…'], ['Start the line']]);
  for (const { run } of [...stop, ...start]) run();
  expect(said).toEqual(['ask why', 'start the line']);
  for (const query of ['', 'line', 'the', 'sta', 'st', 'star', 'stage', 'staging', 'sto'])
    for (const command of [...stop, ...start]) expect(isUnasked(command, query), query).toBe(true);
  for (const query of ['stop', 'line stop', 'STOP the line']) expect(isUnasked(stop[0]!, query), query).toBe(false);
  expect(isUnasked(start[0]!, 'start the line')).toBe(false);
  expect(isUnasked(start[0]!, 'stop')).toBe(true);
});
