import { readFile, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';

// The origin of the repository a workspace file is in, read without git: a working copy's own config can make git run programs.

const maxBytes = 1024 * 1024;

const textOf = async (file: string): Promise<string | null> => {
  try {
    // Asked before it is opened: reading a pipe waits for somebody to write to it.
    const stats = await stat(file);
    return stats.isFile() && stats.size <= maxBytes ? await readFile(file, 'utf8') : null;
  } catch {
    return null;
  }
};

/** A line that ends with a backslash which is not itself escaped goes on in the next one. */
const continued = /((?<!\\)(?:\\\\)*)\\\r?\n/g;
const escapes: Readonly<Record<string, string>> = { t: '\t', n: '\n', b: '\b' };

/** A value as git reads it: quotes and escapes undone, a comment and spaces around it left out. */
const unquote = (raw: string): string => {
  let text = '';
  let quoted = false;
  for (let at = 0; at < raw.length; at++) {
    const character = raw[at] ?? '';
    if (character === '"') quoted = !quoted;
    else if (character === '\\') text += escapes[raw[++at] ?? ''] ?? raw[at] ?? '';
    else if (!quoted && (character === '#' || character === ';')) break;
    else text += character;
  }
  return text.trim();
};

/** `remote.origin.url` of a git config file's text: the last one counts, as for git. */
export const originIn = (config: string): string | null => {
  let inOrigin = false;
  let url: string | null = null;
  for (const line of config.replaceAll(continued, '$1').split(/\r?\n/)) {
    // No address is so long, and the pattern takes the square of it.
    if (line.length > 4096) continue;
    const section = /^\s*\[\s*([^\s\]"]+)\s*(?:"((?:[^"\\]|\\.)*)")?\s*\]/.exec(line);
    const rest = section ? line.slice(section[0].length) : line;
    if (section) inOrigin = section[1]?.toLowerCase() === 'remote' && section[2] === 'origin';
    const entry = /^\s*url\s*=(.*)$/i.exec(rest);
    if (inOrigin && entry) url = unquote(entry[1] ?? '');
  }
  return url === '' ? null : url;
};

/** The folder that holds `config`: `.git` itself, or what a `.git` file (worktree, submodule) leads to. */
const configFolder = async (folder: string): Promise<string | null> => {
  const dotGit = join(folder, '.git');
  if ((await textOf(join(dotGit, 'HEAD'))) !== null) return dotGit;
  const pointer = /^gitdir: (.+)$/m.exec((await textOf(dotGit)) ?? '')?.[1]?.trim();
  if (pointer === undefined) return null;
  const gitDir = resolve(folder, pointer);
  const common = (await textOf(join(gitDir, 'commondir')))?.trim();
  return common === undefined ? gitDir : resolve(gitDir, common);
};

export interface Origin {
  readonly url: string;
  /** What a relative path in `url` is relative to. */
  readonly folder: string;
}

/** What the working copy in a folder says of itself. */
export interface WorkingCopy {
  readonly origin: Origin | null;
  /** The branch that the origin's HEAD named when it was last asked; without an origin the one that is checked out. */
  readonly branch: string | null;
}

const branchIn = (head: string | null, prefix: string): string | null => {
  const ref = /^ref: (.+)$/m.exec(head ?? '')?.[1]?.trim();
  return ref?.startsWith(prefix) === true ? ref.slice(prefix.length) : null;
};

/** null where the folder itself is no working copy. */
export const workingCopy = async (folder: string): Promise<WorkingCopy | null> => {
  const git = await configFolder(folder);
  if (git === null) return null;
  const url = originIn((await textOf(join(git, 'config'))) ?? '');
  if (url === null) return { origin: null, branch: branchIn(await textOf(join(git, 'HEAD')), 'refs/heads/') };
  const head = await textOf(join(git, 'refs', 'remotes', 'origin', 'HEAD'));
  return { origin: { url, folder }, branch: branchIn(head, 'refs/remotes/origin/') };
};

/** The origin of the innermost repository around the folder; null outside of one, or where it has none. */
export const originAround = async (folder: string): Promise<Origin | null> => {
  if (!isAbsolute(folder)) return null;
  for (let at = folder; ; at = dirname(at)) {
    const copy = await workingCopy(at);
    if (copy !== null) return copy.origin;
    if (dirname(at) === at) return null;
  }
};
