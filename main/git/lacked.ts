import { done, type Result } from '../../contract/failure';
import type { Commit } from '../../contract/commit';
import { remembering } from './remember';
import { pathArgs, type OpenComponent, type Walk } from './walk';

const kept = 2000;

/** Changes of `to` that `from` has neither by id nor by patch, as `git rev-list --cherry-pick` tells them. Of two commits it never changes. */
export const createLacked = (walk: Walk) => {
  const known = remembering<number>(kept);
  return async (
    { mirror, path }: OpenComponent,
    { from, to }: { readonly from: Commit | null; readonly to: Commit },
    signal: AbortSignal,
  ): Promise<Result<number>> => {
    const key = [mirror.folder, path, from, to].join('\n');
    const before = known.get(key);
    if (before !== undefined) return done(before);
    const range = from === null ? [to] : ['--cherry-pick', '--right-only', `${from}...${to}`];
    const args = ['rev-list', '--count', '--no-merges', ...range, '--', ...pathArgs(path)];
    const output = await walk(mirror, args, [from, to], signal);
    if (!output.ok) return output;
    const count = Number(output.value.toString('latin1').trim());
    known.set(key, count);
    return done(count);
  };
};
