import type { OciTagEndpoint } from '../../../contract/endpoint-kinds/oci-tag';
import type { Failure } from '../../../contract/failure';
import { fill, type PlaceholderValues } from '../../../contract/placeholders';
import type { Answer } from '../../http/ask';
import { failureOf } from '../../http/judge';
import { prepare, type Prepared } from '../../http/request';
import type { Secrets } from '../../release/record-ports';
import { fetchToken } from './token';

export interface RegistryRequest {
  readonly method?: string;
  /** Below the repository, as a template: `manifests/${environment}`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface RegistryAnswer {
  readonly answer: Answer;
  readonly prepared: Prepared;
}

export interface Registry {
  /** One request, once; with a token, where the registry wants one. Fails before anything is sent. */
  ask(
    request: RegistryRequest,
    withinMs: number,
    signal: AbortSignal,
  ): Promise<RegistryAnswer | { readonly failure: Failure }>;
}

/** Tokens by what they are for, with the time they end by this machine's steady clock; null: none is wanted. */
export type Tokens = Map<string, { readonly token: string | null; readonly until: number }>;

/** Headers carry secrets by name; a token is one that lasts minutes. */
const tokenName = 'humdrum_registry_token';
const earlierMs = 10_000;
const noneLastsMs = 60_000;

const isAuthorization = (name: string): boolean => name.toLowerCase() === 'authorization';

const withToken = (
  headers: Readonly<Record<string, string>>,
  token: string | null,
): Readonly<Record<string, string>> => {
  if (token === null) return headers;
  const others = Object.entries(headers).filter(([name]) => !isAuthorization(name));
  return { ...Object.fromEntries(others), authorization: `Bearer \${secret:${tokenName}}` };
};

/**
 * The repository of one target in its registry.
 * @param actions what the token is for
 * @param tokens kept by the caller, so that not every reading asks for a new one
 */
export const openRegistry = (
  config: OciTagEndpoint,
  values: PlaceholderValues,
  secrets: Secrets,
  actions: 'pull' | 'pull,push',
  tokens: Tokens,
): Registry => {
  const base = `${config.registry.replace(/\/+$/, '')}/v2/`;
  const scope = `repository:${fill(config.repository, values)}:${actions}`;
  const key = JSON.stringify([config.registry, scope, config.headers, config.tokens]);

  /** The token for what follows: asked for at `/v2/`, where a registry says how it wants to be asked. */
  const tokenFor = async (
    withinMs: number,
    signal: AbortSignal,
  ): Promise<{ readonly token: string | null } | { readonly failure: Failure }> => {
    const known = tokens.get(key);
    if (known && known.until > performance.now()) return known;
    const prepared = await prepare({ url: base, headers: config.headers }, values, secrets);
    if ('failure' in prepared) return prepared;
    const answer = await prepared.send(withinMs, signal);
    if (answer.kind === 'failed') return { failure: failureOf(answer, prepared, withinMs) };
    const challenge = answer.status === 401 ? answer.headers['www-authenticate'] : null;
    // Whatever else it said, the request itself will be told.
    if (typeof challenge !== 'string') return { token: null };
    const fetched = await fetchToken(challenge, scope, config, values, secrets, withinMs, signal);
    if (fetched && 'failure' in fetched) return fetched;
    const { token, lastsMs } = fetched ?? { token: null, lastsMs: noneLastsMs };
    tokens.set(key, { token, until: performance.now() + lastsMs - earlierMs });
    return { token };
  };

  return {
    ask: async ({ method = 'GET', path, headers = {}, body }, withinMs, signal) => {
      const held = await tokenFor(withinMs, signal);
      if ('failure' in held) return held;
      const { token } = held;
      const prepared = await prepare(
        {
          method,
          url: `${base}${config.repository}/${path}`,
          headers: { ...withToken(config.headers ?? {}, token), ...headers },
          body,
        },
        values,
        { get: async (name, origin) => (name === tokenName ? token : secrets.get(name, origin)) },
      );
      if ('failure' in prepared) return prepared;
      const answer = await prepared.send(withinMs, signal);
      if (answer.kind === 'answer' && answer.status === 401) tokens.delete(key);
      return { answer, prepared };
    },
  };
};
