import type { z } from 'zod';
import { done, type Result } from '../../contract/failure';
import type { Forge } from '../http/forge';

const perPage = 100;
/** GitHub itself shows no more than the checks of a commit's newest 1000 check suites. */
const mostPages = 10;

/** One page of a list, and how long the whole list is said to be. */
export interface Page<Item> {
  readonly count: number;
  readonly items: readonly Item[];
}

/** What was read of a list; not `whole` where it is longer than what is read, or shorter than GitHub says that it is. */
export interface Listed<Item> {
  readonly items: readonly Item[];
  readonly whole: boolean;
}

/**
 * A list of GitHub’s, page by page to its end, at most a thousand items. Its count says where the end is and not the `Link` header: an
 * answer that has not changed (304) comes without one.
 */
export const everyPage = async <Read, Item extends { readonly id: number }>(
  forge: Forge,
  path: string,
  shape: z.ZodType<Read>,
  pageOf: (read: Read) => Page<Item>,
  signal: AbortSignal,
): Promise<Result<Listed<Item>>> => {
  // By id: what is added meanwhile moves the rest on, and an item may come on two pages.
  const items = new Map<number, Item>();
  for (let page = 1; page <= mostPages; page += 1) {
    const read = await forge.get(`${path}?per_page=${perPage}&page=${page}`, shape, signal);
    if (!read.ok) return read;
    const { count, items: listed } = pageOf(read.value);
    for (const item of listed) items.set(item.id, item);
    if (items.size >= count) return done({ items: [...items.values()], whole: true });
    if (listed.length === 0) break;
  }
  return done({ items: [...items.values()], whole: false });
};
