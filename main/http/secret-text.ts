import type { Secrets } from '../release/record-ports';
import { createMask, mask } from './mask';
import { fill, secretsIn, type PlaceholderValues } from '../../contract/placeholders';
import { parseUrl } from '../parse-url';

/** The values of secrets, and a way to speak of anything that may hold them. */
export interface SecretValues {
  readonly values: ReadonlyMap<string, string>;
  /** Takes out every secret, in whatever form it comes. */
  readonly mask: (text: string) => string;
}

/**
 * An address with its placeholders filled, each value escaped, so that none can name another host; secrets are left as a mask.
 * null: it is no http or https address.
 */
export const plainUrl = (template: string, values: PlaceholderValues): URL | null => {
  const escaped = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, encodeURIComponent(value)]));
  const masks = new Map(secretsIn(template).map((name) => [name, mask]));
  const text = fill(template, escaped, masks);
  const url = parseUrl(text);
  return url !== null && /^https?:$/.test(url.protocol) ? url : null;
};

/** The address to send to; null where a secret would change where it leads. */
export const secretUrl = (template: string, values: PlaceholderValues, secrets: SecretValues): URL | null => {
  const plain = plainUrl(template, values);
  const escape = (pairs: Iterable<readonly [string, string]>): [string, string][] =>
    [...pairs].map(([name, value]) => [name, encodeURIComponent(value)]);
  const text = fill(template, Object.fromEntries(escape(Object.entries(values))), new Map(escape(secrets.values)));
  const url = parseUrl(text);
  return url !== null && url.origin === plain?.origin ? url : null;
};

/** The secrets that `texts` ask for, for one origin; or the name of one that is not known there. */
export const readSecrets = async (
  texts: readonly string[],
  origin: string,
  secrets: Secrets,
): Promise<SecretValues | string> => {
  const found = new Map<string, string>();
  for (const name of new Set(texts.flatMap(secretsIn))) {
    const value = await secrets.get(name, origin);
    if (value === null) return name;
    found.set(name, value);
  }
  return { values: found, mask: createMask([...found.values()]) };
};
