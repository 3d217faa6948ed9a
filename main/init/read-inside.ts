import { lstat, readdir, readFile, realpath } from 'node:fs/promises';
import { relative, sep } from 'node:path';

export type Reading =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'left'; readonly why: string };

const mostBytes = 1024 * 1024;
const none: Reading = { kind: 'none' };

/** Is the path the folder or in it? Both absolute and real. */
export const isInside = (folder: string, path: string): boolean => {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !way.startsWith(sep));
};

/**
 * The text of a file, where it is one, is in the folder with every link followed, and has at most 1 MB.
 * @param root absolute real path
 */
export const readInside = async (root: string, path: string): Promise<Reading> => {
  try {
    const real = await realpath(path);
    if (!isInside(root, real)) return { kind: 'left', why: 'a link leads out of the folder' };
    // A pipe or a device is never opened: reading it may never end.
    const stats = await lstat(real);
    if (!stats.isFile()) return none;
    if (stats.size > mostBytes) return { kind: 'left', why: `it has ${stats.size} bytes, more than 1 MB` };
    return { kind: 'text', text: await readFile(real, 'utf8') };
  } catch (error) {
    // Gone, a circle of links, a folder on the way that is none: nothing to read.
    const code = error instanceof Error && 'code' in error ? error.code : null;
    return code === 'EACCES' ? { kind: 'left', why: 'this user may not read it' } : none;
  }
};

/** Names in a folder that is in the root, sorted; none where it is not there. */
export const listInside = async (
  root: string,
  path: string,
): Promise<readonly { readonly name: string; readonly is: 'folder' | 'file' | 'link' | 'else' }[]> => {
  try {
    const real = await realpath(path);
    if (!isInside(root, real)) return [];
    const entries = await readdir(real, { withFileTypes: true });
    return entries
      .map((entry) => ({
        name: entry.name,
        is: entry.isDirectory()
          ? ('folder' as const)
          : entry.isFile()
            ? ('file' as const)
            : entry.isSymbolicLink()
              ? ('link' as const)
              : ('else' as const),
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
};
