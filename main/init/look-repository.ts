import { lstat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { originAddress } from '../workspace/ledger-place';
import { workingCopy } from '../workspace/git-config';
import { nameFrom } from './environment-words';
import type { FoundComponent } from './findings';
import { pathFrom, type Place } from './looking';
import { readInside } from './read-inside';

interface FoundRepository {
  readonly component: FoundComponent | null;
  readonly left: readonly string[];
}

const isKind = async (path: string, is: 'isFile' | 'isDirectory'): Promise<boolean> => {
  try {
    return (await lstat(path))[is]();
  } catch {
    return false;
  }
};

/** A bare repository: git made it, and it has no working copy. */
const isBare = async (folder: string): Promise<boolean> =>
  (await isKind(join(folder, 'HEAD'), 'isFile')) &&
  (await isKind(join(folder, 'objects'), 'isDirectory')) &&
  (await isKind(join(folder, 'refs'), 'isDirectory'));

const relativePath = (place: Place, folder: string): string => {
  const way = pathFrom(place.base, folder);
  return way.startsWith('.') ? way : `./${way}`;
};

/**
 * The repository that a folder is, by the files in its `.git`; null where it is none. git itself is never asked: a working copy's
 * configuration can make it run programs.
 */
export const lookAtRepository = async (place: Place, folder: string): Promise<FoundRepository | null> => {
  const named = basename(folder);
  const name = nameFrom(named);
  const label = pathFrom(place.base, folder);
  const from = label === '.' ? '.git/config' : `${label}/.git/config`;
  const none = { component: null, left: [`${label}: no component can be called ${JSON.stringify(named)}`] };
  if (await isBare(folder)) {
    if (name === null) return none;
    const head = await readInside(place.root, join(folder, 'HEAD'));
    const branch = head.kind === 'text' ? (/^ref: refs\/heads\/(\S+)/.exec(head.text)?.[1] ?? null) : null;
    const found = { name, repository: relativePath(place, folder), path: null, branch, from: `${label}/HEAD` };
    return { component: found, left: [] };
  }
  const dotGit = join(folder, '.git');
  // A link is not followed: what it leads to is no part of this folder.
  if (!(await isKind(dotGit, 'isDirectory')) && !(await isKind(dotGit, 'isFile'))) return null;
  const copy = await workingCopy(folder);
  if (copy === null) return null;
  if (name === null) return none;
  const base = { name, path: null, branch: copy.branch, from };
  const address = copy.origin === null ? null : originAddress(copy.origin);
  if (address?.ok === true) return { component: { ...base, repository: address.value }, left: [] };
  const component = { ...base, repository: relativePath(place, folder), branch: null };
  if (address === null) return { component: { ...component, branch: copy.branch }, left: [] };
  return {
    component,
    left: [
      `${from}: its origin is no address that git is given here (expected ${address.expected}); the folder is taken`,
    ],
  };
};
