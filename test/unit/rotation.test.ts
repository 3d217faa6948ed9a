import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import assert from 'node:assert/strict';
import type { Member } from '../../contract/workspace';
import { nextOf, practiceIn } from '../../contract/rotation';
import { turnText } from '../../contract/words/rotation';
import { turnsOf, type Made } from '../../main/release/rotation/turns';
import { cornerShop } from '../../renderer/gallery/fixtures/states';

const now = '2026-11-22T18:00:00.000Z';
const dayMs = 86_400_000;
const ago = (days: number): string => new Date(Date.parse(now) - days * dayMs).toISOString();
const member = (name: string, more: Partial<Member> = {}): Member => ({
  name,
  emails: [`${name.toLowerCase()}@shop.example`],
  away: [],
  ...more,
});
const by = (name: string): Made['by'] => ({ name, email: `${name.toLowerCase()}@shop.example` });
const made = (name: string, days: number, component = 'catalog', last = true): Made => ({
  by: by(name),
  component,
  at: ago(days),
  last,
});
const components = ['catalog', 'web'];
const turns = (people: readonly Member[], all: readonly Made[], waiting: readonly Made['by'][] = []) =>
  turnsOf({ people, components, made: all, waiting, now });

test('whoever has not promoted for longest is next, before them whoever never did', () => {
  const people = [member('Ana'), member('Ben'), member('Cy')];
  const all = [made('Ana', 3), made('Ben', 40), made('Ana', 90)];
  expect(turns(people, all).map((turn) => turn.person.name)).toEqual(['Cy', 'Ben', 'Ana']);
});

test('of two who never promoted, the one who has practised goes first', () => {
  const people = [member('Ana'), member('Ben')];
  expect(turns(people, [made('Ben', 1, 'web', false)]).map((turn) => turn.person.name)).toEqual(['Ben', 'Ana']);
});

test('who is away stands at the end until the day after the last one, and says until when', () => {
  const away = (from: string, to: string) => member('Ana', { away: [{ from, to }] });
  const order = (ana: Member) => turns([ana, member('Ben')], [made('Ben', 1)]).map((turn) => turn.person.name);
  expect(order(away('2026-11-20', '2026-11-22'))).toEqual(['Ben', 'Ana']);
  expect(order(away('2026-11-20', '2026-11-21'))).toEqual(['Ana', 'Ben']);
  expect(order(away('2026-11-23', '2026-11-30'))).toEqual(['Ana', 'Ben']);
  const [, ana] = turns([away('2026-11-20', '2026-12-24'), member('Ben')], []);
  expect(ana && turnText(ana, 'production')).toBe('Away until 2026-12-24.');
});

test('a person is known by every address they commit with, whatever its case', () => {
  const ana = member('Ana', { emails: ['ana@shop.example', 'Ana@Home.example'] });
  const all: readonly Made[] = [{ ...made('Ana', 4), by: { name: 'ana k', email: 'ANA@home.example' } }];
  const [turn] = turns([ana], all, [{ name: 'x', email: 'ana@SHOP.example' }]);
  expect(turn).toMatchObject({ promotions: 1, waiting: 1, never: ['web'], last: ago(4) });
});

test('who left the file takes no turns; where the file names nobody, everybody who does something does', () => {
  expect(turns([member('Ana')], [made('Ben', 1)], [by('Cy')]).map((turn) => turn.person.name)).toEqual(['Ana']);
  expect(turns([], [made('Ben', 1)], [by('Cy')]).map((turn) => turn.person.name)).toEqual(['Cy', 'Ben']);
});

test('each person has one turn, nobody who is away is next, and every promotion is in one count', () => {
  const names = fc.constantFrom('Ana', 'Ben', 'Cy', 'Di', 'Eve');
  const someMade = fc.record({
    by: names.map(by),
    component: fc.constantFrom(...components),
    at: fc.nat(400).map(ago),
    last: fc.boolean(),
  });
  const someAway = fc.constantFrom([], [{ from: '2026-11-01', to: '2026-11-30' }], [{ from: '2025-01-01', to: '2025-01-02' }]); // oxfmt-ignore
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.record({ name: names, away: someAway }), { selector: (one) => one.name }),
      fc.array(someMade, { maxLength: 30 }),
      (people, all) => {
        const members = people.map(({ name, away }) => member(name, { away }));
        const found = turns(members, all);
        const next = nextOf({ turns: found });
        assert.equal(new Set(found.map((turn) => turn.person.email)).size, found.length);
        assert.ok(next === null ? found.every((turn) => turn.awayUntil !== null) : next.awayUntil === null);
        if (next?.last)
          assert.ok(found.every((one) => one.awayUntil !== null || (one.last ?? '') >= (next.last ?? '')));
        const counted = (one: Made): boolean =>
          one.last && (members.length === 0 || members.some(({ name }) => name === one.by.name));
        assert.equal(
          found.reduce((n, turn) => n + turn.promotions, 0),
          all.filter(counted).length,
        );
      },
    ),
    { numRuns: 500 },
  );
});

test('one practises where a candidate may go now, never at the last stage', () => {
  const practice = practiceIn(cornerShop);
  const last = cornerShop.stages.at(-1)?.name;
  expect(practice?.stage).not.toBe(last);
  const gap = cornerShop.components
    .find((component) => component.name === practice?.component)
    ?.gaps.find((one) => one.to === practice?.stage);
  expect(gap?.objections).toEqual([]);
  expect(practiceIn({ ...cornerShop, components: [] })).toBeNull();
});
