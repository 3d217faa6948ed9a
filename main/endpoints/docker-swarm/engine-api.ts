import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DockerSwarmEndpoint } from '../../../contract/endpoint-kinds/docker-swarm';
import type { Failure } from '../../../contract/failure';
import { fill, type PlaceholderValues } from '../../../contract/placeholders';
import { ask, type Way } from '../../http/ask';
import { answerOf, type JsonAnswer } from '../../http/json-api';
import type { Prepared } from '../../http/request';
import { readSecrets } from '../../http/secret-text';
import { parseUrl } from '../../parse-url';
import type { Secrets } from '../../release/record-ports';

/** A manager of a swarm: the Docker Engine API on its socket, or over TLS. */
export interface Manager {
  /** The service and the address, as they may be shown. */
  readonly where: string;
  /** The service's name. */
  readonly service: string;
  get(path: string, signal: AbortSignal): Promise<JsonAnswer>;
  post(path: string, body: unknown, withinMs: number, signal: AbortSignal): Promise<JsonAnswer>;
}

const getMs = 3000;
/** A hundred tasks with their history are about 1 MB. */
const limitBytes = 32 * 1024 * 1024;

/** The API puts its words into `message`. */
const plainly = (failure: Failure): Failure => {
  if (failure.kind !== 'endpoint-refused') return failure;
  const found = /^\{"message":("(?:[^"\\]|\\.)*")\}$/.exec(failure.said)?.[1];
  return found === undefined ? failure : { ...failure, said: String(JSON.parse(found)) };
};

/** TLS 1.3 refuses a client's certificate only after the client believes itself connected: nothing was heard of the request. */
const refusedByTls = (answer: JsonAnswer, secrets: readonly string[]): JsonAnswer => {
  if (answer.ok || answer.failure.kind !== 'endpoint-unreachable') return answer;
  const { where, why } = answer.failure;
  if (!/\balert\b/.test(why)) return answer;
  const status = 'refused by TLS';
  return {
    ...answer,
    sent: false,
    failure: { kind: 'credentials-refused', where, status, said: why, secrets, clockMs: null },
  };
};

const pem = async (folder: string, file: string | undefined): Promise<string | undefined> =>
  file === undefined ? undefined : readFile(join(folder, file), 'utf8');

/**
 * A manager as the workspace file says it. Fails before anything is sent: an address that is none, a file that can't be read, a
 * secret that is not known for this origin.
 * @param folder of the workspace file
 */
export const managerOf = async (
  config: DockerSwarmEndpoint,
  values: PlaceholderValues,
  secrets: Secrets,
  folder: string,
): Promise<Manager | { readonly failure: Failure }> => {
  const host = fill(config.host, values);
  const service = fill(config.service, values);
  const where = `${service} at ${host}`;
  const wrong = (why: string) => ({ failure: { kind: 'endpoint-unreachable', where, why } as const });
  const socketPath = /^unix:\/\/(\/.+)$/s.exec(host)?.[1];
  const base = parseUrl(socketPath === undefined ? host : 'http://docker');
  if (base === null || !/^https?:$/.test(base.protocol)) return wrong('it is neither unix:///… nor https://…');

  const read = await readSecrets([config.privateKey ?? ''], base.origin, secrets);
  if (typeof read === 'string') return { failure: { kind: 'secret-missing', name: read } };
  let over: Way;
  try {
    const [ca, cert] = await Promise.all([pem(folder, config.ca), pem(folder, config.certificate)]);
    const key = config.privateKey === undefined ? undefined : fill(config.privateKey, values, read.values);
    over = {
      ...(socketPath === undefined ? {} : { socketPath }),
      ...(ca === undefined ? {} : { ca }),
      ...(cert === undefined ? {} : { cert }),
      ...(key === undefined ? {} : { key }),
    };
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }

  const names = [...read.values.keys()];
  const send = async (
    method: string,
    path: string,
    json: unknown,
    withinMs: number,
    signal: AbortSignal,
  ): Promise<JsonAnswer> => {
    // No version before the path: Docker 20 knows none above 1.41, Docker 29 none below 1.44.
    const url = new URL(path, base);
    const body = json === null ? {} : { body: JSON.stringify(json), headers: { 'content-type': 'application/json' } };
    const prepared: Prepared = {
      where,
      mask: read.mask,
      secrets: names,
      send: async (withinMs, signal) => {
        const answer = await ask({ url, method, withinMs, signal, limitBytes, over, ...body });
        return answer.kind === 'failed' ? { ...answer, why: read.mask(answer.why) } : answer;
      },
    };
    const answer = refusedByTls(await answerOf(prepared, withinMs, signal), names);
    return answer.ok ? answer : { ...answer, failure: plainly(answer.failure) };
  };
  return {
    where,
    service,
    get: (path, signal) => send('GET', path, null, getMs, signal),
    post: (path, body, withinMs, signal) => send('POST', path, body, withinMs, signal),
  };
};
