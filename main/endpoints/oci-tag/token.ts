import type { OciTagEndpoint } from '../../../contract/endpoint-kinds/oci-tag';
import type { Failure } from '../../../contract/failure';
import type { PlaceholderValues } from '../../../contract/placeholders';
import { askJson } from '../../http/json-api';
import { plainUrl } from '../../http/secret-text';
import { parseUrl } from '../../parse-url';
import type { Secrets } from '../../release/record-ports';

export interface Token {
  readonly token: string;
  readonly lastsMs: number;
}

/** `Bearer realm="…",service="…"`; null where it asks for something else. */
const challengeIn = (header: string): { readonly realm: URL | null; readonly service: string } | null => {
  if (!/^bearer\s/i.test(header)) return null;
  const given = new Map([...header.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]));
  return { realm: parseUrl(given.get('realm') ?? ''), service: given.get('service') ?? '' };
};

/** Whom a registry may send us to: its own origin, with its headers; or what the file names, with the headers that stand there. */
const mayAsk = (realm: URL, config: OciTagEndpoint, values: PlaceholderValues) => {
  if (config.tokens === undefined) {
    return realm.origin === plainUrl(config.registry, values)?.origin ? { headers: config.headers } : null;
  }
  const named = plainUrl(config.tokens.url, values);
  const same = realm.origin === named?.origin && realm.pathname === named.pathname;
  return same ? { headers: config.tokens.headers } : null;
};

/**
 * The token that a registry asks for, where it asks for one: null where it does not. The address it names is its own word: no secret
 * is sent there unless the workspace file says so.
 * @param scope `repository:shop:pull,push`
 */
export const fetchToken = async (
  header: string,
  scope: string,
  config: OciTagEndpoint,
  values: PlaceholderValues,
  secrets: Secrets,
  withinMs: number,
  signal: AbortSignal,
): Promise<Token | null | { readonly failure: Failure }> => {
  const challenge = challengeIn(header);
  if (challenge === null) return null;
  const { realm, service } = challenge;
  const asked = realm && mayAsk(realm, config, values);
  if (!realm || !asked) {
    const why = `it sends for a token to ${realm?.origin ?? 'no address'}, which the workspace file does not name under \`tokens\``;
    return { failure: { kind: 'endpoint-unreachable', where: config.registry, why } };
  }
  realm.searchParams.set('service', service);
  realm.searchParams.set('scope', scope);
  // A peer's text must not be read as a template.
  const url = realm.href.replaceAll('$', '%24');
  const answer = await askJson({ url, headers: asked.headers }, values, secrets, withinMs, signal);
  if (!answer.ok) return { failure: answer.failure };
  const json: object = typeof answer.json === 'object' && answer.json !== null ? answer.json : {};
  const token: unknown = Reflect.get(json, 'token') ?? Reflect.get(json, 'access_token');
  const lasts: unknown = Reflect.get(json, 'expires_in');
  if (typeof token !== 'string' || token === '') {
    const failure: Failure = {
      kind: 'endpoint-nonsense',
      where: answer.where,
      expected: 'a token',
      said: 'an answer without one',
    };
    return { failure };
  }
  // A minute is what the distribution specification lets one assume.
  return { token, lastsMs: (typeof lasts === 'number' ? lasts : 60) * 1000 };
};
