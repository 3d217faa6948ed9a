import type { Change, Commit } from '../../contract/commit';
import { done, failed, type Result } from '../../contract/failure';
import { changeFormat, logArgs, parseChanges } from './changes';
import type { GitContext } from './context';
import { commitMissing, failureOf } from './failures';
import { createGathered } from './gathered';
import type { OpenMirror } from './mirror';
import { remembering } from './remember';

/** About 300 bytes each. */
const keptChanges = 50_000;

/** Reads commits of a mirror, in the order asked: what three hundred components ask for at once is one process, and read once. */
export const createReadChanges = (context: GitContext) => {
  const kept = remembering<Change>(keptChanges);

  const read = async (mirror: OpenMirror, commits: readonly Commit[], signal: AbortSignal) => {
    const ended = await context.run(
      {
        gitDir: mirror.folder,
        args: [...logArgs, changeFormat, '--no-walk=unsorted', '--stdin'],
        input: commits.map((commit) => `${commit}\n`).join(''),
        deadlineMs: context.deadlines.read,
      },
      signal,
    );
    const failure = failureOf(ended, mirror.url, 'log');
    if (failure || ended.how !== 'exited') return failed(failure ?? { kind: 'cancelled' });
    const changes = parseChanges(ended.stdout.toString('utf8'));
    for (const change of changes) kept.set(change.commit, change);
    return done(new Map(changes.map((change) => [change.commit, change])));
  };

  const asOne = createGathered<string, { mirror: OpenMirror; commit: Commit }, Result<ReadonlyMap<Commit, Change>>>(
    async (_folder, questions, signal) => {
      const asked = questions();
      const [first] = asked;
      const commits = [...new Set(asked.map(({ commit }) => commit))];
      return first ? read(first.mirror, commits, signal) : done(new Map());
    },
  );

  return async (
    mirror: OpenMirror,
    commits: readonly Commit[],
    signal: AbortSignal,
  ): Promise<Result<readonly Change[]>> => {
    const known = new Map<Commit, Change>();
    for (const commit of commits) {
      const change = kept.get(commit);
      if (change) known.set(commit, change);
    }
    const missing = commits.filter((commit) => !known.has(commit));
    if (missing.length > 0) {
      const questions = missing.map((commit) => ({ mirror, commit }));
      const got = await asOne(mirror.folder, questions, signal);
      if (!got.ok) return got;
      for (const commit of missing) {
        const change = got.value.get(commit);
        if (!change) return commitMissing(mirror.url, commit);
        known.set(commit, change);
      }
    }
    return done(commits.flatMap((commit) => known.get(commit) ?? []));
  };
};

export type ReadChanges = ReturnType<typeof createReadChanges>;
