import { createHash } from 'node:crypto';

const keyPattern = /\s((?:sk-)?(?:ssh|ecdsa)-[\w@.-]+)\s+([A-Za-z0-9+/]+={0,2})/;

const fingerprintOf = (key: string): string =>
  `SHA256:${createHash('sha256').update(Buffer.from(key, 'base64')).digest('base64').replace(/=+$/, '')}`;

/** Fingerprint → who may use the key. git names one of them only, and a person may have several addresses. */
export const readAllowedSigners = (text: string): ReadonlyMap<string, readonly string[]> => {
  const known = new Map<string, readonly string[]>();
  for (const line of text.split('\n')) {
    const key = keyPattern.exec(line)?.[2];
    if (key === undefined || line.trimStart().startsWith('#')) continue;
    const [principals = ''] = line.trimStart().replaceAll('"', '').split(/\s/);
    const fingerprint = fingerprintOf(key);
    known.set(fingerprint, [...(known.get(fingerprint) ?? []), ...principals.split(',')]);
  }
  return known;
};

const matches = (pattern: string, email: string): boolean => {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'i').test(email);
};

/** By ssh's patterns: `*`, `?`, and `!` for whom it is not. */
export const isOneOf = (principals: readonly string[], email: string): boolean =>
  principals.some((one) => !one.startsWith('!') && matches(one, email)) &&
  !principals.some((one) => one.startsWith('!') && matches(one.slice(1), email));
