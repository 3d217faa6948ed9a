import { isAbsolute } from 'node:path';
import { done, failed, type Result } from '../../contract/failure';

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Checked: may stand where git expects a repository. */
export type RepositoryUrl = Branded<'RepositoryUrl'>;
/** Checked: a full ref, `refs/heads/…`. */
export type RefName = Branded<'RefName'>;
/** Checked: a path inside a tree, no leading or trailing slash. */
export type TreePath = Branded<'TreePath'>;

/** Control characters, and those that show a text other than it is: bidi marks and zero-width ones. */
// oxlint-disable-next-line no-control-regex -- that is what is looked for
const misleading = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;
const hostName = /^(?:[A-Za-z0-9][A-Za-z0-9._-]*|\[[0-9A-Fa-f:.]+\])$/;
const userName = /^[A-Za-z0-9_][A-Za-z0-9_.+-]*$/;
const scpLike = /^([^@/:]+)@([^@/:]+):(?![-:])(.+)$/;
const loopback: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Hides a password that somebody wrote into a URL. */
export const withoutPassword = (text: string): string => text.replace(/(\/\/[^/:@\s]*):[^/@\s]*@/g, '$1:***@');

const urlProblem = (text: string): string | null => {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return 'it is not a URL';
  }
  // git looks at the letters: `HTTPS://` is a helper of that name. And where we read `\\` as `/`, git reads on for the host.
  if (!text.startsWith(url.protocol)) return 'its scheme is not in small letters';
  if (text.includes('\\')) return 'a URL has no \\';
  if (url.password !== '') return 'it holds a password: keep it in a git credential helper';
  if (url.pathname.length < 2) return 'it has no path';
  if (url.search !== '' || url.hash !== '') return 'a repository URL has no ? or #';
  if (url.username !== '' && !userName.test(url.username)) return 'its user name is strange';
  // By the letters again: for URL the `x:` of `file://x:` is a drive and localhost is nothing, for git both are hosts.
  if (url.protocol === 'file:') return text.startsWith('file:///') ? null : 'a file:// URL names no host';
  if (!hostName.test(url.hostname)) return 'its host name is strange';
  if (url.pathname.startsWith('/-')) return 'its path begins with -';
  if (url.protocol === 'https:' || url.protocol === 'ssh:') return null;
  if (url.protocol !== 'http:') return `${url.protocol}// is not allowed: https, ssh, file or a path`;
  return loopback.has(url.hostname) ? null : 'http is allowed for this machine only: use https';
};

const repositoryProblem = (text: string): string | null => {
  if (text === '' || text.length > 4096) return 'its length';
  if (text.startsWith('-')) return 'it looks like an option';
  if (misleading.test(text) || text.trim() !== text) return 'it holds characters that cannot be seen';
  if (/^[A-Za-z0-9+.-]+::/.test(text)) return 'a remote helper may run anything';
  if (text.startsWith('//') || text.startsWith('\\\\')) return 'a network path names a host that nobody checked';
  if (isAbsolute(text)) return null;
  if (text.includes('://')) return urlProblem(text);
  const [, user, host] = scpLike.exec(text) ?? [];
  if (user === undefined || host === undefined) return 'it is no absolute path, URL or user@host:path';
  return userName.test(user) && hostName.test(host) ? null : 'its user or host name is strange';
};

/** Absolute path, file://, https://, ssh://, user@host:path, or http:// to this machine; else `repository-refused`. */
export const repositoryUrl = (text: string): Result<RepositoryUrl> => {
  const why = repositoryProblem(text);
  // The only place where the brand is given: `text` has been checked.
  if (why === null) return done(text as RepositoryUrl);
  return failed({ kind: 'repository-refused', repository: withoutPassword(text).slice(0, 200), why });
};

/** The rules of git-check-ref-format(1), and no leading `-`, bidi or zero-width characters. */
export const branchRef = (branch: string): RefName | null => {
  if (branch === '' || branch.length > 1000 || branch.startsWith('-')) return null;
  if (branch === '@' || branch === 'HEAD') return null;
  if (misleading.test(branch) || /[ ~^:?*[\\]|\.\.|@\{|\/\/|\.$|\/$|^\//.test(branch)) return null;
  if (branch.split('/').some((part) => part.startsWith('.') || part.endsWith('.lock'))) return null;
  // The only place where the brand is given: `branch` has been checked.
  return `refs/heads/${branch}` as RefName;
};

/** null for a path that leaves the tree or cannot be in one. `''` is the whole tree. */
export const treePath = (path: string): TreePath | null => {
  const plain = path.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
  const whole = plain === '.' ? '' : plain;
  if (whole.length > 4096 || whole.startsWith('/') || whole.includes('\0')) return null;
  const parts = whole === '' ? [] : whole.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..' || part.toLowerCase() === '.git')) return null;
  // The only place where the brand is given: `path` has been checked.
  return whole as TreePath;
};

/** A component's `path`, as people write it: no `-` in front and nothing that cannot be seen either. */
export const componentPath = (path: string | null): TreePath | null => {
  if (path !== null && (path.startsWith('-') || misleading.test(path))) return null;
  return treePath(path ?? '');
};
