import type { Commit } from '../../contract/commit';
import type { Component } from '../../contract/workspace';
import { globToRegExp, literalStart } from './globs';
import type { Listing } from './listing';

export interface Tag {
  readonly name: string;
  readonly commit: Commit;
}

const folder = 'refs/tags/';
const known = new WeakMap<Listing, readonly Tag[]>();

/** By name. */
export const tagsOf = (listing: Listing): readonly Tag[] => {
  const before = known.get(listing);
  if (before) return before;
  const tags = listing.refs
    .filter((ref) => ref.name.startsWith(folder))
    .map((ref) => ({ name: ref.name.slice(folder.length), commit: ref.peeled ?? ref.id }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  known.set(listing, tags);
  return tags;
};

/** Where names that begin with `start` begin, in a list by name. */
const firstAt = (tags: readonly Tag[], start: string): number => {
  let [low, high] = [0, tags.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((tags[middle]?.name ?? '') < start) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Those a pattern names: three hundred components of a monorepo each look at their own part of its ten thousand tags. */
const tagsLike = (tags: readonly Tag[], pattern: string): readonly Tag[] => {
  const [start, matches] = [literalStart(pattern), globToRegExp(pattern)];
  const found: Tag[] = [];
  for (let at = firstAt(tags, start); at < tags.length; at += 1) {
    const tag = tags[at];
    if (!tag?.name.startsWith(start)) break;
    if (matches.test(tag.name)) found.push(tag);
  }
  return found;
};

/** The tags that are this component's candidates; all tags where its candidates are commits. */
export const candidateTags = ({ candidates }: Component, listing: Listing): readonly Tag[] => {
  const tags = tagsOf(listing);
  return candidates.kind === 'commits' ? tags : tagsLike(tags, candidates.pattern);
};
