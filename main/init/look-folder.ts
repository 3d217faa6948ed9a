import { realpath, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { FoundComponent, Findings } from './findings';
import { nothing, together } from './findings';
import { lookAtCapistrano } from './look-capistrano';
import { lookAtCompose } from './look-compose';
import { lookAtRepository } from './look-repository';
import { lookAtWorkflows } from './look-workflows';
import { pathFrom, type Looking, type Place } from './looking';
import { listInside } from './read-inside';

const mostRepositories = 500;

const realFolder = async (folder: string): Promise<string | null> => {
  try {
    const real = await realpath(resolve(folder));
    return (await stat(real)).isDirectory() ? real : null;
  } catch {
    return null;
  }
};

/** The folder where it is a repository itself, else every folder in it that is one; links are not followed. */
const repositoriesIn = async (
  place: Place,
  signal: AbortSignal,
): Promise<{ readonly found: ReadonlyMap<string, FoundComponent>; readonly left: readonly string[] }> => {
  const left: string[] = [];
  const found = new Map<string, FoundComponent>();
  const take = async (folder: string): Promise<boolean> => {
    const repository = await lookAtRepository(place, folder);
    left.push(...(repository?.left ?? []));
    if (repository?.component) found.set(folder, repository.component);
    return repository !== null;
  };
  if (await take(place.root)) return { found, left };
  for (const { name, is } of await listInside(place.root, place.root)) {
    if (signal.aborted) break;
    if (is === 'link')
      left.push(`${pathFrom(place.base, join(place.root, name))}: it is a link, and links are not followed`);
    if (is !== 'folder' || name === 'node_modules') continue;
    if (found.size === mostRepositories) {
      left.push(`${place.root}: it has more than ${mostRepositories} repositories; the first ones are taken`);
      break;
    }
    await take(join(place.root, name));
  }
  return { found, left };
};

/** Everything that a folder says of what is deployed. @param base folder of the workspace file */
export const lookAtFolder = async (folder: string, base: string, looking: Looking): Promise<Findings> => {
  const root = await realFolder(folder);
  if (root === null) return { ...nothing, left: [`${folder}: it is no folder that this user can read`] };
  const place: Place = { root, base };
  const { found, left } = await repositoriesIn(place, looking.signal);
  const findings: Findings[] = [{ components: [...found.values()], targets: [], left }];
  for (const [each, component] of found) {
    findings.push(await lookAtCapistrano(place, each, component));
    findings.push(await lookAtWorkflows(place, each, component, looking));
    if (looking.signal.aborted) break;
  }
  // After those that name environments: a compose file only hints at one by its own name.
  for (const each of new Set([root, ...found.keys()])) {
    if (looking.signal.aborted) break;
    findings.push(await lookAtCompose(place, each, found, looking));
  }
  return together(findings);
};

/** What to call a system that is in this folder. */
export const titleOf = (folder: string): string =>
  basename(folder)
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    // A workspace file puts something in for it.
    .replaceAll('${', '{')
    .slice(0, 200) || 'System';
