import { shortCommit } from '../../../contract/commit';
import type { UnfoldedStory } from './unfold';

/** All marks reachable from a mark, itself included. */
export const ancestors = (story: UnfoldedStory, mark: number): ReadonlySet<number> => {
  const seen = new Set<number>();
  const open = [mark];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(story.commits[next - 1]?.parents ?? []));
  }
  return seen;
};

/** What `git describe --tags` says: the tag, or the tag that fewest commits came after. */
export const describeMark = (story: UnfoldedStory, mark: number, commit: string): string | null => {
  const own = ancestors(story, mark);
  const reachable = story.tags
    .filter((tag) => own.has(tag.mark))
    .map((tag) => ({ name: tag.name, after: own.size - ancestors(story, tag.mark).size }))
    .sort((a, b) => a.after - b.after);
  const nearest = reachable[0];
  if (!nearest) return null;
  return nearest.after === 0 ? nearest.name : `${nearest.name}-${nearest.after}-g${shortCommit(commit)}`;
};

/** Non-merge commits in `from..to`: what a promotion carries. */
export const changesBetween = (story: UnfoldedStory, from: number | null, to: number): number => {
  const had = from === null ? new Set<number>() : ancestors(story, from);
  return [...ancestors(story, to)].filter((m) => !had.has(m) && (story.commits[m - 1]?.parents.length ?? 0) < 2).length;
};

/** First-parent commits of main, oldest first: its candidates. */
export const mainlineOf = (story: UnfoldedStory): readonly number[] => {
  const line: number[] = [];
  for (let mark = story.branches.get('main'); mark !== undefined; mark = story.commits[mark - 1]?.parents[0])
    line.push(mark);
  return line.reverse();
};
