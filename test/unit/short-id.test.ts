import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { explainText } from '../../contract/explain';
import { done } from '../../contract/failure';
import { byId, shortId, type Named } from '../../main/cli/short-id';

const named = (id: string): Named => ({ id, component: 'catalog', environment: 'staging' });
const one = named('1a2b3c4d-0000-4000-8000-000000000001');
const twin = named('1a2b3c4d-0000-4000-8000-000000000002');
const other = named('9f8e7d6c-0000-4000-8000-000000000003');
const said = (given: string, all: readonly Named[]): string => {
  const found = byId('deployment', given, all);
  return found.ok ? found.value.id : explainText(found.failure);
};

test('the whole id names it, and so do its first eight letters or more', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 20, selector: shortId }), fc.nat(), (ids, n) => {
      const all = ids.map(named);
      const own = all[n % all.length]!;
      for (const length of [8, 12, own.id.length])
        assert.deepEqual(byId('it', own.id.slice(0, length), all), done(own));
    }),
  );
});

test('fewer letters name nothing, and what there is is said', () => {
  expect(said('1a2b3c4', [one, other])).toContain('There is no deployment 1a2b3c4.');
  expect(said('1a2b3c4', [one, other])).toContain(
    'Known: 1a2b3c4d (catalog in staging), 9f8e7d6c (catalog in staging).',
  );
});

test('letters that several begin with are ambiguous, each named in full, and the whole id is not', () => {
  const text = said('1a2b3c4d', [one, twin, other]);
  expect(text).toContain('The ids of 2 deployments begin with 1a2b3c4d.');
  for (const { id } of [one, twin]) expect(text).toContain(id);
  expect(text).not.toContain(other.id);
  expect(said(twin.id, [one, twin, other])).toBe(twin.id);
});
