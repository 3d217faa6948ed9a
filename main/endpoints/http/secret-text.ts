import { fill, secretsIn, type PlaceholderValues } from '../../../contract/placeholders';
import type { Secrets } from '../../release/record-ports';

const mask = '•••';

/** The values of secrets, and a way to speak of anything that may hold them. */
export interface SecretValues {
  readonly values: ReadonlyMap<string, string>;
  /** Takes out every secret, as it is and in the forms in which an address, JSON or Basic authentication carries it. */
  readonly mask: (text: string) => string;
}

const formsOf = (secret: string): readonly string[] => [
  secret,
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString('base64'),
  Buffer.from(secret).toString('base64url'),
  Buffer.from(secret).toString('hex'),
];

export const secretValues = (values: ReadonlyMap<string, string>): SecretValues => {
  const forms = [...new Set([...values.values()].filter((secret) => secret !== '').flatMap(formsOf))];
  // The longest first: one may hold another.
  forms.sort((a, b) => b.length - a.length);
  return { values, mask: (text) => forms.reduce((said, form) => said.replaceAll(form, mask), text) };
};

/**
 * An address with its placeholders filled, each value escaped, so that none can name another host; secrets are left as a mask.
 * null: it is no http or https address.
 */
export const plainUrl = (template: string, values: PlaceholderValues): URL | null => {
  const escaped = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, encodeURIComponent(value)]));
  const masks = new Map(secretsIn(template).map((name) => [name, mask]));
  const text = fill(template, escaped, masks);
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && /^https?:$/.test(url.protocol) ? url : null;
};

/** The address to send to; null where a secret would change where it leads. */
export const secretUrl = (template: string, values: PlaceholderValues, secrets: SecretValues): URL | null => {
  const plain = plainUrl(template, values);
  const escape = (pairs: Iterable<readonly [string, string]>): [string, string][] =>
    [...pairs].map(([name, value]) => [name, encodeURIComponent(value)]);
  const text = fill(template, Object.fromEntries(escape(Object.entries(values))), new Map(escape(secrets.values)));
  const url = URL.canParse(text) ? new URL(text) : null;
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
  return secretValues(found);
};
