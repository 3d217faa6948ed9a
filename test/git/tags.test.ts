import { array, assert, constantFrom, property } from 'fast-check';
import { commitSchema } from '../../contract/commit';
import { globToRegExp } from '../../main/git/globs';
import { candidateTags } from '../../main/git/tags';
import { createVersions } from '../../main/git/versions';
import { componentOf, expect, test } from '../support/git-rig';

const part = constantFrom('v', 'cart', '-', '1', '.0', '/', '10', 'w');
const piece = constantFrom(
  'v',
  'cart',
  '-',
  '1',
  '.0',
  '/',
  '*',
  '?',
  '**',
  '**/',
  '[0-9]',
  '[!v]',
  '{v,1}',
  '[',
  '{',
  './',
);
const names = array(array(part, { minLength: 1, maxLength: 4 }), { maxLength: 30 }).map((all) => [
  ...new Set(all.map((parts) => parts.join(''))),
]);
const patterns = array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(''));
const commit = (i: number) => commitSchema.parse(String(i).padStart(40, '0'));
const listingOf = (tags: readonly string[]) => ({
  head: null,
  headId: null,
  refs: tags.map((name, i) => ({ name: `refs/tags/${name}`, id: commit(i), peeled: null })),
});

test('the candidates of a pattern are the tags whose names match it, and are what their commits are called', () => {
  let matched = 0;
  assert(
    property(names, patterns, (tags, pattern) => {
      const component = componentOf('/r.git', { candidates: { kind: 'tags', pattern } });
      const listing = listingOf(tags);
      const wanted = tags.filter((name) => globToRegExp(pattern).test(name)).sort();
      const versionOf = createVersions(component, listing);
      expect(candidateTags(component, listing).map(({ name }) => name)).toEqual(wanted);
      expect(tags.map((_, i) => versionOf(commit(i)))).toEqual(tags);
      matched += wanted.length;
    }),
    { numRuns: 2000 },
  );
  expect(matched, 'some patterns match').toBeGreaterThan(500);
});

test('of several tags at a commit its own pattern counts first, then one like v1, then the newest', () => {
  const at = (...tags: readonly string[]) => ({
    head: null,
    headId: null,
    refs: tags.map((name) => ({ name: `refs/tags/${name}`, id: commit(1), peeled: null })),
  });
  const own = componentOf('/r.git', { candidates: { kind: 'tags', pattern: 'cart-*' } });
  const called = (...tags: readonly string[]) => createVersions(own, at(...tags))(commit(1));
  expect(called('v9', 'cart-1.9.0', 'cart-1.10.0')).toBe('cart-1.10.0');
  expect(called('zebra', 'v1.2', 'w3')).toBe('v1.2');
  expect(called('page-1.9.0', 'page-1.10.0')).toBe('page-1.10.0');
  expect(called()).toBeNull();
});
