import { createGathered } from './gathered';
import type { GitContext } from './context';
import type { RepositoryUrl } from './refs';
import type { Ended } from './start-git';

/** What a remote says of its references that match one of the patterns, and perhaps of others; as `ls-remote --symref` prints it. */
export type AskRemote = (url: RepositoryUrl, patterns: readonly string[], signal: AbortSignal) => Promise<Ended>;

/** Asks from no repository at all, so that nothing of a damaged mirror counts; questions to one remote that come together are one. */
export const createAskRemote = (context: GitContext): AskRemote => {
  const args = ['ls-remote', '--symref', '--upload-pack=git-upload-pack', '--end-of-options'];
  return createGathered<RepositoryUrl, string, Ended>((url, patterns, signal) => {
    const call = { gitDir: context.mirrorsFolder, remote: url, deadlineMs: context.deadlines.ask };
    return context.run({ ...call, args: () => [...args, url, ...patterns()] }, signal);
  });
};
