import { isAbsolute, resolve } from 'node:path';
import { parseUrl } from '../parse-url';

// Which addresses git may be given, and which paths and branches. git would take an option, a helper program (`ext::`) or a password.

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly expected: string };

const no = (expected: string): Read<never> => ({ ok: false, expected });
const control = /[\p{C}\p{Zl}\p{Zp}]/u;
const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

const readUrl = (text: string): Read<string> => {
  const url = parseUrl(text);
  if (url === null) return no('an address like https://git.example/shop/api.git');
  // git looks at the letters: `HTTPS://` is a helper of that name. And where we read `\\` as `/`, git reads on for the host.
  if (!text.startsWith(url.protocol)) return no('https, ssh, file or http in small letters');
  if (text.includes('\\')) return no('an address without “\\”');
  if (url.search !== '' || url.hash !== '' || url.pathname.length < 2)
    return no('an address with a path, without “?” and “#”');
  if (url.protocol === 'file:' && !text.startsWith('file:///')) return no('file:///path, which names no host');
  if (url.password !== '') return no('an address without a password in it');
  if (url.hostname.startsWith('-') || url.username.startsWith('-')) return no('a host that does not begin with “-”');
  if (url.protocol === 'http:' && !loopback.has(url.hostname)) return no('https, or http on this machine only');
  if (!['https:', 'ssh:', 'file:', 'http:'].includes(url.protocol)) return no('https, ssh, file or a path');
  if (url.username !== '' && url.protocol !== 'ssh:') return no('an address without a user in it');
  return { ok: true, value: text };
};

/**
 * A git repository's address as git gets it: https, ssh and file URLs and `user@host:path` as they are, a path made absolute.
 * @param folder what a relative path is relative to
 */
export const readAddress = (text: string, folder: string): Read<string> => {
  if (control.test(text) || text.trim() !== text)
    return no('an address without control characters and spaces around it');
  if (text.startsWith('-')) return no('an address that does not begin with “-”');
  if (/\$\{/.test(text)) return no('an address without placeholders');
  if (/^[^/]*::/.test(text)) return no('https, ssh, file or a path');
  if (/^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(text)) return readUrl(text);
  if (isAbsolute(text)) return { ok: true, value: text };
  const scp = /^([^/:]+):(.+)$/.exec(text);
  if (!scp) return { ok: true, value: resolve(folder, text) };
  const [, host = '', path = ''] = scp;
  const sound = /^(?:[A-Za-z0-9_][A-Za-z0-9_.-]*@)?[A-Za-z0-9][A-Za-z0-9.-]*$/.test(host) && !path.startsWith('-');
  return sound ? { ok: true, value: text } : no('user@host:path, a URL or a path');
};

/** A path inside a repository, with `/`; null for the whole of it. */
export const readInnerPath = (text: string): Read<string | null> => {
  const parts = text.split('/').filter((part) => part !== '' && part !== '.');
  if (text.startsWith('/') || text.includes('\\') || parts.includes('..') || control.test(text)) {
    return no('a path inside the repository, with “/”, without “..”');
  }
  if (parts[0]?.startsWith('-') || parts[0]?.startsWith(':')) return no('a path that does not begin with “-” or “:”');
  return { ok: true, value: parts.length === 0 ? null : parts.join('/') };
};

/** What `git check-ref-format --branch` accepts, or a little less; `*` where a pattern is meant. */
export const isRefName = (text: string, pattern = false): boolean =>
  text !== '' &&
  text !== 'HEAD' &&
  !(pattern ? /[\s~^:\\\p{C}]/u : /[\s~^:?*[\\\p{C}]/u).test(text) &&
  !/^[-/]|\/$|\/\/|\.\.|@\{|^@$/.test(text) &&
  text.split('/').every((part) => !part.startsWith('.') && !part.endsWith('.') && !part.endsWith('.lock'));
