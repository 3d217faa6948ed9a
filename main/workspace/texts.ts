import {
  fill,
  placeholders,
  secretsIn,
  unknownPlaceholders,
  type PlaceholderValues,
} from '../../contract/placeholders';
import { nearest } from './nearest';
import type { Step } from './parsed';
import type { Mistake } from './problems';
import { parseUrl } from '../parse-url';

const known = [...placeholders, 'secret:NAME'];
/** Where a secret may stand. An address is logged and a command line is read by every process of the machine. */
const mayHoldSecrets = new Set(['headers', 'env', 'json', 'form', 'multipart', 'token', 'privateKey']);
/** Where what a deployment was answered is known. */
const afterReceipt = new Set(['status', 'log', 'cancel']);

const mistakesIn = (text: string, path: readonly Step[]): readonly Mistake[] => {
  const unknown = unknownPlaceholders(text).map((name): Mistake => {
    const close = nearest(name, known);
    return {
      path,
      found: `the unknown placeholder \${${name}}`,
      expected: `one of ${known.map((one) => `\${${one}}`).join(' ')}`,
      nearest: close,
    };
  });
  const open = /\$\{[^}]*$/.test(text)
    ? [{ path, found: 'a placeholder without “}”', expected: 'a “}” after it' }]
    : [];
  const loose = path.some((step) => typeof step === 'string' && mayHoldSecrets.has(step)) ? [] : secretsIn(text);
  const secrets = loose.map((name) => ({
    path,
    found: `the secret ${name}`,
    expected: 'secrets in headers, bodies, env and tokens only: commands and addresses are seen by others',
  }));
  const early =
    text.includes('${receipt.id}') && !path.some((step) => typeof step === 'string' && afterReceipt.has(step))
      ? [
          {
            path,
            found: '${receipt.id}',
            expected: 'it in status, log and cancel only: it is known once the order was sent',
          },
        ]
      : [];
  return [...unknown, ...open, ...secrets, ...early];
};

/** Placeholders that nobody knows, and secrets where they would be seen, in every text of the file. */
export const placeholderMistakes = (value: unknown, path: readonly Step[] = []): readonly Mistake[] => {
  if (typeof value === 'string') return mistakesIn(value, path);
  if (Array.isArray(value)) return value.flatMap((item, index) => placeholderMistakes(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => placeholderMistakes(item, [...path, key]));
};

/** Puts in what is known when the file is read, and leaves every other placeholder as it is. */
export const fillKnown = (text: string, values: PlaceholderValues): string =>
  text.replaceAll(/\$\{([^}]*)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? fill(whole, values) : whole,
  );

const originWith = (text: string, stand: string): string | null => {
  const filled = text.replaceAll(/\$\{[^}]*\}/g, stand);
  return parseUrl(filled)?.origin ?? null;
};

/** The origin an address leads to, whatever a candidate is called; else what an address must be like. */
export const originOf = (text: string): { readonly origin: string } | { readonly expected: string } => {
  const origin = originWith(text, 'a');
  if (origin === null || !/^https?:\/\//i.test(text)) return { expected: 'an http or https address' };
  if (origin !== originWith(text, 'b')) return { expected: 'an address whose host is the same for every candidate' };
  const url = new URL(text.replaceAll(/\$\{[^}]*\}/g, 'a'));
  if (url.username !== '' || url.password !== '') return { expected: 'an address without user and password' };
  return { origin };
};

const anyKnown: PlaceholderValues = { component: 'x', environment: 'x', stage: 'x', port: '1' };

const addresses = new Set(['http', 'prometheus', 'alertmanager']);

/** A verification's address, wherever it is written: `verify[].http`. */
const verificationAddress = (text: string, path: readonly Step[]): readonly Mistake[] => {
  const origin = originOf(fillKnown(text, anyKnown));
  return 'origin' in origin ? [] : [{ path, found: JSON.stringify(text), expected: origin.expected }];
};

/** Addresses of verifications that lead nowhere, or somewhere else for each candidate. */
export const verificationMistakes = (value: unknown, path: readonly Step[] = []): readonly Mistake[] => {
  if (typeof value === 'string') {
    return addresses.has(String(path.at(-1))) && path.at(-3) === 'verify' ? verificationAddress(value, path) : [];
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => verificationMistakes(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => verificationMistakes(item, [...path, key]));
};
