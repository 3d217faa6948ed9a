import type { Commit } from '../../contract/commit';
import type { Component } from '../../contract/workspace';
import { globToRegExp } from './globs';
import type { Listing } from './listing';

export interface Tag {
  readonly name: string;
  readonly commit: Commit;
}

export const tagsOf = (listing: Listing): readonly Tag[] =>
  listing.refs
    .filter((ref) => ref.name.startsWith('refs/tags/'))
    .map((ref) => ({ name: ref.name.slice('refs/tags/'.length), commit: ref.peeled ?? ref.id }));

/** The tags that are this component's candidates; all tags where its candidates are commits. */
export const candidateTags = (component: Component, listing: Listing): readonly Tag[] => {
  const tags = tagsOf(listing);
  if (component.candidates.kind === 'commits') return tags;
  const pattern = globToRegExp(component.candidates.pattern);
  return tags.filter((tag) => pattern.test(tag.name));
};

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

const bestNames = (component: Component, listing: Listing): ReadonlyMap<Commit, string> => {
  const isOwn = component.candidates.kind === 'tags';
  const own = new Set(isOwn ? candidateTags(component, listing).map((tag) => tag.name) : []);
  const rank = (name: string): number => (own.has(name) ? 2 : 0) + (/^v\d/.test(name) ? 1 : 0);
  const best = new Map<Commit, string>();
  for (const { name, commit } of tagsOf(listing)) {
    const other = best.get(commit);
    if (other === undefined || (rank(name) - rank(other) || byVersion(other, name)) > 0) best.set(commit, name);
  }
  return best;
};

const known = new WeakMap<Listing, Map<string, ReadonlyMap<Commit, string>>>();

/**
 * The name people know a commit by: a tag at it. Of several, one that the component's own pattern names, then one like `v1…`, then
 * the newest version. null without a tag.
 */
export const createVersions = (component: Component, listing: Listing): ((commit: Commit) => string | null) => {
  const pattern = component.candidates.kind === 'tags' ? component.candidates.pattern : '';
  const patterns = known.get(listing) ?? new Map<string, ReadonlyMap<Commit, string>>();
  known.set(listing, patterns);
  const names = patterns.get(pattern) ?? bestNames(component, listing);
  patterns.set(pattern, names);
  return (commit) => names.get(commit) ?? null;
};
