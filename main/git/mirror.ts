import { mkdir, stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { fileURLToPath } from 'node:url';
import { done, failed, type Failure, type Result } from '../../contract/failure';
import type { Component } from '../../contract/workspace';
import type { MirrorReading, Mirrors } from '../release/git-ports';
import type { AskRemote } from './ask-remote';
import type { GitContext } from './context';
import { failureOf, remoteFailureOf } from './failures';
import { buildMirror, updateMirror } from './fetch-mirror';
import { fingerprint, hasBranches, mainlineOf, parseLsRemote, type Listing } from './listing';
import { withLock } from './lock';
import { looksWhole, mirrorFolder, readAsked, readListing, writeAsked } from './mirror-folder';
import { repositoryUrl, withoutPassword, type RepositoryUrl } from './refs';
import { remembering } from './remember';
import { createTurns } from './turns';

/** A mirror that is there, with what it held when it was last brought up to date. */
export interface OpenMirror {
  readonly url: RepositoryUrl;
  readonly folder: string;
  readonly listing: Listing;
}

export interface MirrorKeeper extends Mirrors {
  /** For reading; `repository-unreachable` before the first clone. */
  open(component: Component): Promise<Result<OpenMirror>>;
  /** A read failed in a way a whole mirror does not: the next refresh examines it. */
  suspect(folder: string): void;
}

/** A fact that needs no git: the path of a local repository is not there. */
const pathMissing = async (url: RepositoryUrl): Promise<boolean> => {
  const path = url.startsWith('file://') ? fileURLToPath(url) : url;
  if (!isAbsolute(path)) return false;
  const missing = await Promise.all(
    [path, `${path}.git`].map((candidate) =>
      stat(candidate).then(
        () => false,
        (error: NodeJS.ErrnoException) => error.code === 'ENOENT' || error.code === 'ENOTDIR',
      ),
    ),
  );
  return missing.every((one) => one);
};

const branchesAndTags = ['HEAD', 'refs/heads/*', 'refs/tags/*'];

const listRemote = async (ask: AskRemote, url: RepositoryUrl, signal: AbortSignal): Promise<Result<Listing>> => {
  if (await pathMissing(url)) return failed({ kind: 'repository-missing', repository: url });
  const ended = await ask(url, branchesAndTags, signal);
  const failure = remoteFailureOf(ended, url, 'ls-remote');
  if (failure) return failed(failure);
  return done(parseLsRemote(ended.how === 'exited' ? ended.stdout.toString('utf8') : ''));
};

/** More than a workspace names. */
const keptFolders = 2000;

export const createMirrors = (context: GitContext, ask: AskRemote): MirrorKeeper => {
  const folders = remembering<Result<{ readonly url: RepositoryUrl; readonly folder: string }>>(keptFolders);
  const folderOf = (repository: string) => {
    const before = folders.get(repository);
    if (before) return before;
    const url = repositoryUrl(repository);
    const found = url.ok ? done({ url: url.value, folder: mirrorFolder(context.mirrorsFolder, url.value) }) : url;
    folders.set(repository, found);
    return found;
  };
  const known = new Map<string, Listing>();
  const suspects = new Set<string>();
  const examined = new Set<string>();
  /** Read by this process before: the first board does not wait for an examination of what another process left in order. */
  const met = new Set<string>();
  const inTurn = createTurns<Result<{ readonly listing: Listing; readonly readAt: string }>>();

  const listingOf = async (folder: string): Promise<Listing | null> => {
    const listing = known.get(folder) ?? (await readListing(folder));
    if (listing) known.set(folder, listing);
    return listing;
  };

  /** Once a process: are the tips there? After trouble: is everything? */
  const isSound = async (folder: string, listing: Listing, signal: AbortSignal): Promise<boolean> => {
    if (!(await looksWhole(folder))) return false;
    const fully = suspects.has(folder);
    if (!fully && examined.has(folder)) return true;
    const ended = await context.run(
      fully
        ? { gitDir: folder, args: ['fsck', '--no-dangling', '--no-progress'], deadlineMs: context.deadlines.fetch }
        : {
            gitDir: folder,
            args: ['cat-file', '--batch-check'],
            input: listing.refs.map((ref) => `${ref.id}\n`).join(''),
            deadlineMs: context.deadlines.read,
          },
      signal,
    );
    const sound =
      failureOf(ended, folder, 'fsck') === null &&
      ended.how === 'exited' &&
      !/ missing$/m.test(ended.stdout.toString());
    if (sound) {
      suspects.delete(folder);
      examined.add(folder);
    }
    return sound;
  };

  const bringUpToDate = async (folder: string, url: RepositoryUrl, seen: Listing, signal: AbortSignal) => {
    // Another process may have done it while we waited for the lock.
    const held = await readListing(folder);
    const sound = held !== null && (await isSound(folder, held, signal));
    if (signal.aborted) return failed({ kind: 'cancelled' });
    if (sound && fingerprint(held) === fingerprint(seen)) return done(held);
    if (sound) {
      const updated = await updateMirror(context, folder, url, seen, signal);
      if (updated.ok || updated.failure.kind === 'cancelled' || updated.failure.kind === 'git-missing') return updated;
    }
    // The remote has just answered: the trouble is here. A killed git leaves locks, a full disk half a pack. A mirror is disposable.
    const built = await buildMirror(context, folder, url, seen, signal);
    if (built.ok) suspects.delete(folder);
    return built;
  };

  const read = async (folder: string, url: RepositoryUrl, signal: AbortSignal) => {
    const seen = await listRemote(ask, url, signal);
    if (!seen.ok) return seen;
    if (!hasBranches(seen.value)) return failed({ kind: 'repository-empty', repository: url });
    const readAt = context.now();
    const held = await listingOf(folder);
    let listing = held;
    const moved = !held || fingerprint(held) !== fingerprint(seen.value);
    const trusted = !met.has(folder) && !suspects.has(folder) && (await looksWhole(folder));
    met.add(folder);
    if (moved || !(trusted || (await isSound(folder, held, signal)))) {
      await mkdir(context.mirrorsFolder, { recursive: true });
      const fetched = await withLock(`${folder}.lock`, signal, () => bringUpToDate(folder, url, seen.value, signal));
      if (fetched === 'cancelled') return failed({ kind: 'cancelled' });
      if (!fetched.ok) return fetched;
      listing = fetched.value;
    }
    if (!listing) return failed({ kind: 'repository-empty', repository: url });
    known.set(folder, listing);
    await writeAsked(folder, readAt);
    return done({ listing, readAt });
  };

  const readingOf = (component: Component, listing: Listing, readAt: string): Result<MirrorReading> => {
    const at = mainlineOf(listing, component.branch);
    const repository = withoutPassword(component.repository);
    if (!at) return failed({ kind: 'branch-missing', repository, branch: component.branch ?? 'HEAD' });
    return done({ ...at, readAt, refs: fingerprint(listing) });
  };

  const guarded = async <T>(work: () => Promise<Result<T>>): Promise<Result<T>> => {
    try {
      return await work();
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : null;
      if (code === null) throw error;
      const failure: Failure = { kind: 'data-folder', folder: context.mirrorsFolder, why: code };
      return failed(failure);
    }
  };

  return {
    refresh: async (component, signal) => {
      const place = folderOf(component.repository);
      if (!place.ok) return place;
      const { url, folder } = place.value;
      const asked = await inTurn(folder, signal, (shared) => guarded(() => read(folder, url, shared)));
      if (asked === 'cancelled') return failed({ kind: 'cancelled' });
      return asked.ok ? readingOf(component, asked.value.listing, asked.value.readAt) : asked;
    },
    last: async (component) => {
      const place = folderOf(component.repository);
      if (!place.ok) return null;
      const { folder } = place.value;
      const [listing, asked] = await Promise.all([listingOf(folder), readAsked(folder)]);
      const reading = listing && asked ? readingOf(component, listing, asked) : null;
      return reading?.ok ? reading.value : null;
    },
    open: async (component) => {
      const place = folderOf(component.repository);
      if (!place.ok) return place;
      const listing = await listingOf(place.value.folder);
      if (listing) return done({ ...place.value, listing });
      return failed({ kind: 'repository-unreachable', repository: place.value.url, why: 'it has not been read yet' });
    },
    suspect: (folder) => void suspects.add(folder),
  };
};
