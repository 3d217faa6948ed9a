import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { formatPlace, parsePlace, type Place, type Screen } from '../../renderer/location';

const board: Place = { screen: { at: 'board' }, deployment: null };

test('a place is a link and the link is the place, whatever things are called', () => {
  const name = fc.string({ minLength: 1, unit: 'grapheme' });
  const screen: fc.Arbitrary<Screen> = fc.oneof(
    fc.constantFrom<Screen>(
      { at: 'board' },
      { at: 'activity' },
      { at: 'agreement' },
      { at: 'insights' },
      { at: 'isolation' },
      { at: 'releases' },
      { at: 'rotation' },
      { at: 'settings' },
    ),
    fc.record({ at: fc.constant('component' as const), name }),
    fc.record({ at: fc.constant('compare' as const), from: name, to: name, component: fc.option(name) }),
  );
  fc.assert(
    fc.property(screen, fc.option(name), (where, deployment) => {
      const place = { screen: where, deployment };
      assert.equal(JSON.stringify(parsePlace(formatPlace(place))), JSON.stringify(place));
    }),
  );
});

for (const [link, place] of [
  ['', board],
  ['#/', board],
  ['#/nowhere', board],
  ['#/component', board],
  ['#/compare/staging', board],
  ['#/component/catalog', { screen: { at: 'component', name: 'catalog' }, deployment: null }],
  [
    '#/compare/production/staging',
    { screen: { at: 'compare', from: 'production', to: 'staging', component: null }, deployment: null },
  ],
  ['#/?deployment=d-1', { screen: { at: 'board' }, deployment: 'd-1' }],
  ['/activity', { screen: { at: 'activity' }, deployment: null }],
] as const)
  test(`the link “${link}” leads to ${place.screen.at}`, () => {
    expect(parsePlace(link)).toEqual(place);
  });

test('a link somebody mistyped is a name, not a crash', () => {
  expect(parsePlace('#/component/100%').screen).toEqual({ at: 'component', name: '100%' });
});
