import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { filterComponents } from '../../renderer/board/filter';
import { sortComponents, sorts, waitingIn } from '../../renderer/board/sort';
import { componentTroubles, troublesOf, troubleScore } from '../../renderer/board/trouble';
import { basket, catalog, checkout, web } from '../../renderer/gallery/fixtures/corner-shop';
import {
  cloning,
  failedMirror,
  onHold,
  orphaned,
  underLock,
  unknownVerdict,
  unreadable,
} from '../../renderer/gallery/fixtures/states';
import { manyComponents } from '../../renderer/gallery/fixtures/whole-workspaces';

const now = new Date().toISOString();
const all = [
  catalog,
  basket,
  checkout,
  web,
  unknownVerdict,
  orphaned,
  onHold,
  underLock,
  unreadable,
  cloning,
  failedMirror,
];
const names = (text: string) => filterComponents(all, text, now).map((component) => component.name);

test('an empty filter shows every row, the very same list', () => {
  expect(filterComponents(all, '  ', now)).toBe(all);
});

test('the filter finds rows by name, by version and by how a commit begins', () => {
  expect(names('CATA')).toEqual(['catalog']);
  expect(names('v1.8.3-hf1')).toEqual(['basket']);
  expect(names('f00ba42')).toEqual(['checkout']);
  expect(names('00ba42')).toEqual([]);
});

test('the filter answers to what is the matter', () => {
  expect(names('drift')).toEqual(['basket']);
  expect(names('faulty')).toEqual(['web']);
  expect(names('diverged')).toEqual(['basket']);
  expect(names('hold')).toEqual(['held']);
  expect(names('lock')).toEqual(['locked']);
  expect(names('orphaned')).toEqual(['orphaned']);
  expect(names('cloning')).toEqual(['cloning']);
  expect(names('failed')).toContain('nomirror');
  expect(names('trouble')).not.toContain('catalog');
});

test('every word of the filter has to be answered', () => {
  expect(names('web faulty')).toEqual(['web']);
  expect(names('web drift')).toEqual([]);
});

test('no sort loses or doubles a row, and file order is the order given', () => {
  const rows = manyComponents(40).components;
  fc.assert(
    fc.property(fc.shuffledSubarray([...rows]), fc.constantFrom(...sorts), (some, { value }) => {
      const sorted = sortComponents(some, value, now);
      assert.deepEqual(new Set(sorted), new Set(some));
      assert.equal(sorted.length, some.length);
      if (value === 'file') assert.deepEqual(sorted, some);
    }),
  );
});

test('most waiting comes first, and rows that wait the same keep their order', () => {
  const sorted = sortComponents(manyComponents(60).components, 'waiting', now);
  sorted.forEach((component, i) => {
    const before = sorted[i - 1];
    if (before) assert.ok(waitingIn(before) >= waitingIn(component));
  });
  const twins = [1, 2, 3].map((n) => ({ ...catalog, name: `twin ${n}` }));
  expect(sortComponents(twins, 'waiting', now).map((twin) => twin.name)).toEqual(['twin 1', 'twin 2', 'twin 3']);
});

test('names sort as people count', () => {
  const rows = ['api-10', 'api-9', 'api-1'].map((name) => ({ ...catalog, name }));
  expect(sortComponents(rows, 'name', now).map((row) => row.name)).toEqual(['api-1', 'api-9', 'api-10']);
});

test('trouble first begins with what can not be read at all and ends with what is well', () => {
  const order = sortComponents(all, 'trouble', now).map((component) => component.name);
  expect(order[0]).toBe('nomirror');
  expect(order.indexOf('orphaned')).toBeLessThan(order.indexOf('basket'));
  expect(order.indexOf('basket')).toBeLessThan(order.indexOf('catalog'));
  expect(troubleScore(catalog, now)).toBe(0);
});

test('the worst trouble of a cell stands first', () => {
  const cell = { ...orphaned.cells[2]!, hold: onHold.cells[3]!.hold, drifted: true };
  expect(troublesOf(cell, null, now).map((trouble) => trouble.kind)).toEqual(['orphaned', 'drift', 'hold']);
});

test('a lock that has run out is no trouble any more', () => {
  const lock = underLock.cells[2]!.lock!;
  const later = new Date(Date.parse(lock.expires!) + 1).toISOString();
  expect(componentTroubles(underLock, now).map((trouble) => trouble.kind)).toEqual(['lock']);
  expect(componentTroubles(underLock, later)).toEqual([]);
});
