import { commitSchema, type Commit } from '../../contract/commit';
import { done, failed, type Result } from '../../contract/failure';
import type { AskRemote } from './ask-remote';
import { remoteFailureOf } from './failures';
import type { RefName, RepositoryUrl } from './refs';

/** Reads branches of remotes; questions about one remote that come together, the mirror's too, are one `ls-remote`. */
export const createBranchReader =
  (ask: AskRemote) =>
  async (url: RepositoryUrl, ref: RefName, signal: AbortSignal): Promise<Result<Commit | null>> => {
    const ended = await ask(url, [ref], signal);
    if (signal.aborted) return failed({ kind: 'cancelled' });
    const failure = remoteFailureOf(ended, url, 'ls-remote');
    if (failure || ended.how !== 'exited') return failed(failure ?? { kind: 'cancelled' });
    for (const line of ended.stdout.toString('utf8').split('\n')) {
      const [left, name] = line.split('\t');
      const id = commitSchema.safeParse(left);
      // The pattern matches ends of names too (`refs/heads/x` finds `refs/original/refs/heads/x`): the whole name counts.
      if (id.success && name === ref) return done(id.data);
    }
    return done(null);
  };

export type ReadBranch = ReturnType<typeof createBranchReader>;
