import type { Failure } from '../../../contract/failure';
import { fill, type PlaceholderValues } from '../../../contract/placeholders';
import type { Secrets } from '../../release/record-ports';
import { ask, type Answer } from './ask';
import { plainUrl, readSecrets, secretUrl } from './secret-text';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export interface Template {
  readonly method?: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly json?: Json | undefined;
}

export interface Prepared {
  /** Method and address as they may be shown: no secret, no user name, no query. */
  readonly where: string;
  readonly mask: (text: string) => string;
  send(withinMs: number, signal: AbortSignal): Promise<Answer>;
}

const textsOf = (json: Json): readonly string[] => {
  if (typeof json === 'string') return [json];
  return typeof json === 'object' && json !== null ? Object.values(json).flatMap(textsOf) : [];
};

const fillJson = (json: Json, put: (text: string) => string): Json => {
  if (typeof json === 'string') return put(json);
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return json.map((item: Json) => fillJson(item, put));
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, fillJson(value, put)]));
};

/** Fills a request of the workspace file; fails with `secret-missing` or `endpoint-unreachable` before anything is sent. */
export const prepare = async (
  template: Template,
  values: PlaceholderValues,
  secrets: Secrets,
  extra: Readonly<Record<string, string>> = {},
): Promise<Prepared | { readonly failure: Failure }> => {
  const { method = 'GET', headers = {}, json } = template;
  const wrong = (why: string): { failure: Failure } => ({
    failure: { kind: 'endpoint-unreachable', where: template.url, why },
  });
  const plain = plainUrl(template.url, values);
  if (plain === null) return wrong('it is no http or https address');
  const texts = [template.url, ...Object.values(headers), ...(json === undefined ? [] : textsOf(json))];
  const read = await readSecrets(texts, plain.origin, secrets);
  if (typeof read === 'string') return { failure: { kind: 'secret-missing', name: read } };
  const url = secretUrl(template.url, values, read);
  if (url === null) return wrong('a secret would change the host it is sent to');

  const put = (text: string): string => fill(text, values, read.values);
  const given = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), put(value)]);
  const body = json === undefined ? null : JSON.stringify(fillJson(json, put));
  const all: Record<string, string> = {
    accept: 'application/json',
    ...(body === null ? {} : { 'content-type': 'application/json' }),
    ...Object.fromEntries(given),
    ...extra,
  };
  const send = async (withinMs: number, signal: AbortSignal): Promise<Answer> => {
    const answer = await ask({ url, method, headers: all, withinMs, signal, ...(body === null ? {} : { body }) });
    return answer.kind === 'failed' ? { ...answer, why: read.mask(answer.why) } : answer;
  };
  return { where: `${method} ${plain.origin}${decodeURI(plain.pathname)}`, mask: read.mask, send };
};
