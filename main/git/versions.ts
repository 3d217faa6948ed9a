import type { Commit } from '../../contract/commit';
import type { Component } from '../../contract/workspace';
import type { Listing } from './listing';
import { candidateTags, tagsOf, type Tag } from './tags';

// The last version in a name, so that `catalog-v1.2.0` and `catalog/1.2.0` compare by it too.
const semver = /(\d+)\.(\d+)(?:\.(\d+))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;

/** Newer versions sort first; what is no version comes last, by name. */
export const byVersion = (a: string, b: string): number => {
  const [left, right] = [semver.exec(a), semver.exec(b)];
  if (!left || !right) return left ? -1 : right ? 1 : a < b ? -1 : 1;
  for (const i of [1, 2, 3]) {
    const difference = Number(right[i] ?? 0) - Number(left[i] ?? 0);
    if (difference !== 0) return difference;
  }
  const [before, after] = [left[4], right[4]];
  // A pre-release is older than its release.
  if (before === undefined || after === undefined) return before === after ? 0 : before === undefined ? -1 : 1;
  return after.localeCompare(before, 'en', { numeric: true });
};

type Names = ReadonlyMap<Commit, string>;

/** One name a commit: one like `v1…` before others, then the newest version. */
const bestNames = (tags: readonly Tag[]): Names => {
  const plain = (name: string): number => (/^v\d/.test(name) ? 1 : 0);
  const best = new Map<Commit, string>();
  for (const { name, commit } of tags) {
    const other = best.get(commit);
    if (other === undefined || (plain(name) - plain(other) || byVersion(other, name)) > 0) best.set(commit, name);
  }
  return best;
};

interface KnownNames {
  readonly all: Names;
  readonly own: Map<string, Names>;
}
// Of a listing once, of a pattern once: three hundred components of a monorepo have its tags in common.
const known = new WeakMap<Listing, KnownNames>();

/**
 * The name people know a commit by: a tag at it. Of several, one that the component's own pattern names, then one like `v1…`, then
 * the newest version. null without a tag.
 */
export const createVersions = (component: Component, listing: Listing): ((commit: Commit) => string | null) => {
  const names = known.get(listing) ?? { all: bestNames(tagsOf(listing)), own: new Map<string, Names>() };
  known.set(listing, names);
  const { candidates } = component;
  if (candidates.kind === 'commits') return (commit) => names.all.get(commit) ?? null;
  const own = names.own.get(candidates.pattern) ?? bestNames(candidateTags(component, listing));
  names.own.set(candidates.pattern, own);
  return (commit) => own.get(commit) ?? names.all.get(commit) ?? null;
};
