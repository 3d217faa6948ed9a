import type { ArgoCdEndpoint } from '../../../contract/endpoint-kinds/argo-cd';
import { done, failed, type Failure, type Result } from '../../../contract/failure';
import { fill, type PlaceholderValues } from '../../../contract/placeholders';
import { askJson, type JsonAnswer } from '../../http/json-api';
import type { Template } from '../../http/request';
import { saidMessage } from '../../http/said-message';
import type { Secrets } from '../../release/record-ports';
import { applicationSchema, type Application } from './application';

/** One application, and a way to ask its server. */
export interface Server {
  /** As it is said: `application shop-staging`. */
  readonly title: string;
  /**
   * @param path after the application’s own, like `/sync`
   * @param withinMs for the whole answer; default `requestMs`
   */
  ask(path: string, signal: AbortSignal, more?: Partial<Template>, withinMs?: number): Promise<JsonAnswer>;
  read(signal: AbortSignal): Promise<Result<Application>>;
}

export interface ServerOptions {
  readonly secrets: Secrets;
  /** For one answer of the API. Default 3,000. */
  readonly requestMs?: number;
}

/** A name that Kubernetes gives: nothing in it leads an address elsewhere. */
const named = /^[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?$/;

const nonsense = (where: string, expected: string, json: unknown): Failure => ({
  kind: 'endpoint-nonsense',
  where,
  expected,
  said: (JSON.stringify(json) ?? 'nothing').slice(0, 300),
});

/** Where a workspace file's keys lead; fails where the application's name is none. */
export const serverOf = (
  config: ArgoCdEndpoint,
  values: PlaceholderValues,
  { secrets, requestMs = 3000 }: ServerOptions,
): Result<Server> => {
  const name = fill(config.application, values);
  const title = `application ${name}`;
  if (!named.test(name))
    return failed({ kind: 'endpoint-unreachable', where: title, why: 'Argo CD has no names like that' });
  const base = `${config.server.replace(/\/+$/, '')}/api/v1/applications/${name}`;
  const ask: Server['ask'] = async (path, signal, more = {}, withinMs = requestMs) => {
    const template = { ...more, url: `${base}${path}`, headers: { authorization: `Bearer ${config.token}` } };
    const answer = await askJson(template, values, secrets, withinMs, signal);
    return answer.ok ? answer : { ...answer, failure: saidMessage(answer.failure) };
  };
  const read = async (signal: AbortSignal): Promise<Result<Application>> => {
    const answer = await ask('', signal);
    if (!answer.ok) return answer;
    const found = applicationSchema.safeParse(answer.json);
    if (found.success && found.data.metadata.name === name) return done(found.data);
    return failed(nonsense(answer.where, title, answer.json));
  };
  return done({ title, ask, read });
};
