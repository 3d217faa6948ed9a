import type { Commit } from '../../../contract/commit';
import type { EntryOf } from '../../../contract/entry';

import { latest } from './latest';

/**
 * The newest cut of exactly what runs. What left the workspace since it was cut counts for nothing.
 * @param runs component → commit, null where nothing runs; of every component that the stage has
 */
export const cutThatRuns = (
  cuts: readonly EntryOf<'cut'>[],
  runs: ReadonlyMap<string, Commit | null>,
): EntryOf<'cut'> | null =>
  latest(cuts, ({ set }) => {
    const own = new Map(set.map((one) => [one.component, one.commit]));
    const is = [...runs].every(([component, commit]) => commit === (own.get(component) ?? null));
    return is && [...own.keys()].some((component) => runs.has(component));
  });
