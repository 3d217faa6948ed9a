import { createHash } from 'node:crypto';

const secretName =
  /pass(?:w(?:or)?d|phrase|code)?s?$|pwd$|secret|token|credential|api[-_.]?key|access[-_.]?key|private[-_.]?key|signing[-_.]?key|encryption[-_.]?key|(?:^|[-_.])(?:key|auth|authorization|salt|pin|dsn|license|bearer|jwt|cookie|session[-_.]?key)$|connection[-_.]?string/i;
const secretValue =
  /:\/\/[^/\s:@]*:[^/\s@]+@|-----BEGIN [A-Z ]*PRIVATE KEY|^(?:gh[pousr]_|github_pat_|glpat-|xox[abprs]-|sk_(?:live|test)_|sk-|AKIA|ASIA|ya29\.|npm_|dop_v1_)[A-Za-z0-9_.-]{8,}|^eyJ[A-Za-z0-9_-]+\.eyJ|(?:password|pwd|accountkey)=[^;]+/i;

/** By the name of the key or any key above it, or by a value that can be nothing else. */
export const looksSecret = (key: string, value: string): boolean =>
  key.split(/\.|\[\d+\]/).some((part) => secretName.test(part.replace(/([a-z0-9])([A-Z])/g, '$1_$2'))) ||
  secretValue.test(value);

/** Tells equal secrets from different ones without showing either: the first 8 hex digits of the SHA-256. */
export const fingerprintOf = (value: string): string => createHash('sha256').update(value).digest('hex').slice(0, 8);
