import { randomUUID } from 'node:crypto';
import { readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Failure, Result } from '../../contract/failure';
import { done, failed } from '../../contract/failure';
import type { GitContext } from './context';
import { failureOf, remoteFailureOf } from './failures';
import { hasBranches, ledgerRefs, parseForEachRef, refFormat, type Listing } from './listing';
import { writeListing } from './mirror-folder';
import type { RepositoryUrl } from './refs';

const refspecs = ['+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*', `^${ledgerRefs}*`];

// Mistakes that old, honest histories are full of and that harm nobody; hosts such as GitLab let them pass as well.
const forgiven = ['badTimezone', 'missingSpaceBeforeDate', 'zeroPaddedFilemode', 'missingEmail', 'badEmail'].map(
  (id) => `fetch.fsck.${id}=ignore`,
);

const fetchArgs = (
  'fetch --quiet --force --prune --no-tags --no-write-fetch-head --no-auto-maintenance --no-recurse-submodules ' +
  '--no-show-forced-updates --upload-pack=git-upload-pack --end-of-options'
).split(' ');

const upkeep = ['gc.autoDetach=false', 'gc.pruneExpire=never', 'gc.cruftPacks=true'];

const shallow = 'it handed over none of its branches, as a shallow clone does: complete it with git fetch --unshallow';

const fetchRefs = (context: GitContext, folder: string, url: RepositoryUrl, signal: AbortSignal) =>
  context.run(
    {
      gitDir: folder,
      remote: url,
      config: forgiven,
      args: [...fetchArgs, url, ...refspecs],
      deadlineMs: context.deadlines.fetch,
    },
    signal,
  );

/** Counts read the commit-graph; its changed-path filters serve `log -- path`. Upkeep never prunes: what runs may be on no branch any more. */
const tidy = async (context: GitContext, folder: string, signal: AbortSignal): Promise<void> => {
  const local = (args: readonly string[]) =>
    context.run({ gitDir: folder, args, config: upkeep, deadlineMs: context.deadlines.fetch }, signal);
  await local(['commit-graph', 'write', '--reachable', '--changed-paths', '--split', '--no-progress']);
  await local(['gc', '--auto', '--quiet']);
};

/** Brings an existing mirror up to date; answers what it then holds. */
export const updateMirror = async (
  context: GitContext,
  folder: string,
  url: RepositoryUrl,
  seen: Listing,
  signal: AbortSignal,
): Promise<Result<Listing>> => {
  const failure = remoteFailureOf(await fetchRefs(context, folder, url, signal), url, 'fetch');
  if (failure) return failed(failure);
  await tidy(context, folder, signal);
  if (signal.aborted) return failed({ kind: 'cancelled' });
  try {
    const refs = parseForEachRef(await context.simple(folder, signal).raw(['for-each-ref', refFormat]));
    const listing = { ...seen, refs };
    // git says nothing and exits with 0 when it turns down the refs of a shallow repository.
    if (!hasBranches(listing)) return failed({ kind: 'repository-refused', repository: url, why: shallow });
    await writeListing(folder, listing);
    return done(listing);
  } catch (error) {
    return failed(signal.aborted ? { kind: 'cancelled' } : localFailure(url, 'for-each-ref', error));
  }
};

const localFailure = (url: RepositoryUrl, verb: string, error: unknown): Failure => ({
  kind: 'git-failed',
  repository: url,
  verb,
  why: error instanceof Error ? error.message.slice(0, 300) : 'it failed',
});

/** What can't be removed is in nobody's way: every build has a folder of its own. */
const swept = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true }).catch(() => undefined);

const removeLeftovers = async (folder: string): Promise<void> => {
  const names = await readdir(dirname(folder)).catch(() => []);
  const left = names.filter((name) => /\.(?:new|old)-/.test(name) && name.startsWith(basename(folder)));
  await Promise.all(left.map((name) => swept(join(dirname(folder), name))));
};

/**
 * Clones into a folder beside it and puts it in place when complete, so that a reader meets the old mirror or the new one.
 * Not `git clone`: for a path that copies the other repository's files instead of talking to it.
 */
export const buildMirror = async (
  context: GitContext,
  folder: string,
  url: RepositoryUrl,
  seen: Listing,
  signal: AbortSignal,
): Promise<Result<Listing>> => {
  await removeLeftovers(folder);
  const fresh = `${folder}.new-${randomUUID()}`;
  const format = seen.refs[0]?.id.length === 64 ? 'sha256' : 'sha1';
  try {
    const git = context.simple(fresh, signal);
    await git.init(true, ['--template=', `--object-format=${format}`]);
    // In the mirror too, should somebody tidy it up by hand.
    await git.addConfig('gc.pruneExpire', 'never');
  } catch (error) {
    // simple-git's errors do not tell a missing git from another trouble; a bare start does.
    const probe = await context.run({ gitDir: fresh, args: ['--version'], deadlineMs: context.deadlines.read }, signal);
    return failed(failureOf(probe, url, 'init') ?? localFailure(url, 'init', error));
  }
  const built = await updateMirror(context, fresh, url, seen, signal);
  if (!built.ok) {
    await swept(fresh);
    return built;
  }
  const old = `${folder}.old-${randomUUID()}`;
  await rename(folder, old).catch(() => undefined);
  try {
    await rename(fresh, folder);
  } catch (error) {
    await rename(old, folder).catch(() => undefined);
    return failed(localFailure(url, 'init', error));
  }
  await swept(old);
  return built;
};
