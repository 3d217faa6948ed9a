import { createHash } from 'node:crypto';
import { addressIn } from '../../contract/address';

// Unmistakable anywhere in a name, as in `dbpassword`…
const anywhere = /passw(?:or)?d|passphrase|passcode|secret|token|credential|connection_?string/;
// …and as a word of its own, as in `api_key`: not in `monkey` or `compass`.
const asWord =
  /(?:^|_)(?:pass|pwd|auth|authorization|bearer|jwt|salt|dsn|pin|cookie)(?:$|_)|(?:^|_|api|private|access)keys?$/;
const secretValue =
  /:\/\/[^/\s:@]*:[^/\s@]+@|-----BEGIN [A-Z ]*PRIVATE KEY|^(?:gh[pousr]_|github_pat_|glpat-|xox[abprs]-|sk_(?:live|test)_|sk-|AKIA|ASIA|ya29\.|npm_|dop_v1_)[A-Za-z0-9_.-]{8,}|^eyJ[A-Za-z0-9_-]+\.eyJ|(?:password|pwd|accountkey)=[^;]+/i;

const words = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase();

/** By the name of the key or any key above it, or by a value that can be nothing else. */
export const looksSecret = (key: string, value: string): boolean =>
  key.split(/\.|\[\d+\]/).some((part) => anywhere.test(words(part)) || asWord.test(words(part))) ||
  secretValue.test(value);

/**
 * Where a secret that is an address leads: scheme, host, port, and of a database or a queue its plain name. Null where it is none. The path
 * of a web address may itself be a token, so it is left out.
 */
export const leadsTo = (value: string): string | null => {
  const address = addressIn(value.trim());
  // An @ behind a slash: a password with that slash in it looks so, and its first half would be taken for host and port.
  if (!address || /:\/\/[^@]*[/?#].*@/s.test(value)) return null;
  const { scheme, host, port } = address;
  const name = /^\/([\w.-]{1,64})\/?$/.exec(address.path)?.[1];
  const named = name !== undefined && !/^https?$/i.test(scheme);
  return `${scheme}://${host}${port === null ? '' : `:${port}`}${named ? `/${name}` : ''}`;
};

/** Tells equal secrets from different ones without showing either: the first 8 hex digits of the SHA-256. */
export const fingerprintOf = (value: string): string => createHash('sha256').update(value).digest('hex').slice(0, 8);
